using System.Security.Claims;

namespace Attribution.Web.Components.Layout;

/// <summary>The frame of an installation that has no store: what stands until a feature registers its own reader.</summary>
internal sealed class EmptyFrameReader : IFrameReader
{
    public Task<Frame> Read(ClaimsPrincipal user, string? store, CancellationToken cancellation) => Task.FromResult(Frame.Empty);
}
