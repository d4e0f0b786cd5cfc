using System.Text.Json;
using Attribution.Web.Storage.History;
using Attribution.Web.Tracking;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Imports;

/// <summary>Touches of files, stored one batch a permit: a run can be met on its way, however fast the machine is.</summary>
internal sealed class SteppedTouches(IHistory touches, SemaphoreSlim permits) : IHistory
{
    public string Kind => touches.Kind;

    public int BatchSize => touches.BatchSize;

    public IReadOnlyList<HistoryField> Fields => touches.Fields;

    public static void Use(IWebHostBuilder web, SemaphoreSlim permits) => web.ConfigureTestServices(services =>
    {
        var own = services.Single(service => service.ImplementationType == typeof(TouchHistory));
        services.Remove(own);
        services.AddSingleton<IHistory>(provider => new SteppedTouches(ActivatorUtilities.CreateInstance<TouchHistory>(provider), permits));
    });

    public HistoryField? MemberOf(string column) => touches.MemberOf(column);

    public IHistoryPass Open(HistoryFile file) => new Pass(touches.Open(file), permits);

    private sealed class Pass(IHistoryPass pass, SemaphoreSlim permits) : IHistoryPass
    {
        public HistoryLine Read(JsonElement line, long number, DateTimeOffset receivedAt) => pass.Read(line, number, receivedAt);

        public Task<IReadOnlyList<HistoryOutcome>> Check(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, CancellationToken cancellationToken) =>
            pass.Check(items, receivedAt, cancellationToken);

        public async Task<IReadOnlyList<HistoryOutcome>> Take(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, bool again, CancellationToken cancellationToken)
        {
            await permits.WaitAsync(cancellationToken);
            return await pass.Take(items, receivedAt, again, cancellationToken);
        }
    }
}
