using System.Diagnostics;
using Attribution.Tests.Browser;

namespace Attribution.Tests.Tracking.Script;

/// <summary>
/// The browser renders a page ahead, as a page's speculation rules ask for. Under a debugger it does not go on to run such a page, so here
/// it runs as a visitor starts it, with nobody at its wires.
/// </summary>
public sealed class ScriptPrerenderTests
{
    private const string Rules = """<script type="speculationrules">{ "prerender": [{ "source": "list", "urls": ["/next?utm_source=a"], "eagerness": "immediate" }] }</script>""";

    [Fact]
    public async Task A_page_rendered_ahead_counts_when_it_is_shown_and_not_before()
    {
        await using var site = await ScriptSite.Start();
        var ready = new TaskCompletionSource();
        var show = new TaskCompletionSource();
        site.Head = Rules + "<script>addEventListener('load', () => document.prerendering ? fetch('/ready') : location.pathname == '/' && fetch('/show').then(() => location = '/next?utm_source=a'))</script>";
        site.Pages.Proxy = async context =>
        {
            if (context.Request.Path == "/ready")
            {
                ready.TrySetResult();
            }
            else if (context.Request.Path == "/show")
            {
                await show.Task;
            }

            return context.Request.Path.Value is "/ready" or "/show";
        };
        await using var browser = new BareChromium(site.Shop + "/");
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var before = await site.Hits(1);
        show.SetResult();

        // The first page's hit may come twice: it was left before its answer.
        await site.Batches(batches => batches.Any(batch => batch.Hits.Any(hit => hit.Kind == "touch" && hit["url"] == site.Shop + "/next?utm_source=a")));
        before.ShouldNotContain(hit => hit["url"] == site.Shop + "/next?utm_source=a");
        // The page stood ready: it was not asked for again to be shown.
        site.Pages.Asked.Where(one => one.Path == "/next").ShouldAllBe(one => one.Purpose.Contains("prerender", StringComparison.Ordinal));
    }

    /// <summary>A browser that shows one page, started without automation.</summary>
    private sealed class BareChromium : IAsyncDisposable
    {
        private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("attribution-profile-");
        private readonly Process process;

        public BareChromium(string url)
        {
            string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", $"--user-data-dir={profile.FullName}", url];
            process = Process.Start(new ProcessStartInfo(Chromium.ExecutablePath, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            Delete();
        }

        // A child of the browser may write its last file a moment later.
        private void Delete()
        {
            for (var tries = 0; profile.Exists && tries < 50; tries++, profile.Refresh())
            {
                try
                {
                    profile.Delete(recursive: true);
                }
                catch (IOException)
                {
                    Thread.Yield();
                }
            }
        }
    }
}
