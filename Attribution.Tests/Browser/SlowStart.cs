using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Attribution.Tests.Browser;

/// <summary>A page whose circuit was asked for, and whose answers wait on the way until they are let through.</summary>
internal sealed class SlowStart
{
    private readonly ConcurrentQueue<Action> held = [];
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isOpen;

    private SlowStart()
    {
    }

    /// <summary>Opens a page, and waits until its circuit has begun at the server.</summary>
    public static async Task<SlowStart> Of(IPage page, Func<Task> open)
    {
        var start = new SlowStart();
        await page.RouteWebSocketAsync("**/_blazor**", start.Take);
        await open();
        await start.asked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return start;
    }

    /// <summary>Lets all through that waited, and all that comes.</summary>
    public void GoOn()
    {
        isOpen = true;
        while (held.TryDequeue(out var send))
        {
            send();
        }
    }

    private void Take(IWebSocketRoute browser)
    {
        var handshake = true;
        var server = browser.ConnectToServer();
        browser.OnMessage(frame => Send(server, frame));
        server.OnMessage(frame =>
        {
            if (handshake || isOpen)
            {
                handshake = false;
                Send(browser, frame);
                return;
            }

            held.Enqueue(() => Send(browser, frame));
            asked.TrySetResult();
        });
    }

    private static void Send(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(frame.Text!);
        }
    }
}
