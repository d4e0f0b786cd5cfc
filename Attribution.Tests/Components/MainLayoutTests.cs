using System.Security.Claims;
using Attribution.Web.Components;
using Attribution.Web.Components.Layout;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Components;

public sealed class MainLayoutTests : BunitContext
{
    public MainLayoutTests()
    {
        Services.AddLogging();
        this.AddAuthorization();
        this.AddBunitPersistentComponentState();
        Services.AddSingleton(TimeProvider.System).AddScoped<Toasts>().AddScoped<PageAccess>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_fresh_installation_is_shown_the_way_to_its_first_store() =>
        Layout(Frame.Empty).Find("main a.btn").GetAttribute("href").ShouldBe("/setup");

    [Fact]
    public void A_page_is_given_the_store_and_its_address_as_it_was_read()
    {
        var layout = Layout(new(ReportBarTests.Store, [], 0, null, false));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/?range=today&metric=nonsense");
        layout.Render();

        layout.Find("main").TextContent.Trim().ShouldBe("North 21 Nov 2026, 1 note");
    }

    [Fact]
    public void Each_navigation_reads_the_frame_anew()
    {
        var layout = Layout(new(ReportBarTests.Store, [], 0, null, false));

        layout.Render();

        _reader!.Reads.ShouldBe(2);
    }

    [Fact]
    public void The_demo_says_that_its_data_is_a_sample() =>
        Layout(new(ReportBarTests.Store, [], 0, null, true)).Find(".slim").TextContent.ShouldStartWith("Sample data.");

    private FixedFrame? _reader;

    private IRenderedComponent<MainLayout> Layout(Frame frame)
    {
        _reader = new FixedFrame(frame);
        Services.AddSingleton<IFrameReader>(_reader);
        return Render<MainLayout>(p => p.Add(x => x.Body, builder =>
        {
            builder.OpenComponent<Probe>(0);
            builder.CloseComponent();
        }));
    }

    private sealed class FixedFrame(Frame frame) : IFrameReader
    {
        internal int Reads { get; private set; }

        public Task<Frame> Read(ClaimsPrincipal user, string? store, CancellationToken cancellation)
        {
            Reads++;
            return Task.FromResult(frame);
        }
    }

    private sealed class Probe : ComponentBase
    {
        [CascadingParameter]
        public required ReportView View { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddContent(0, $"{View.Store.Name} {View.Formats.Days(View.Days)}, {View.Notes.Count} note");
    }
}
