using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Attribution.Benchmarks.Ingest;

/// <summary>
/// One connection that sends a hit, waits for its answer, and sends the next. Written on a bare socket: the client must cost far less
/// than the server, or it would be what is measured.
/// </summary>
internal sealed class LoadConnection(IPEndPoint server, HitMaker hits) : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1_024];
    private string cookies = "";
    private int sent;

    /// <summary>Sends hits until <paramref name="end"/>, a timestamp of <see cref="Stopwatch"/>.</summary>
    public async Task<LoadCount> Run(string path, long end)
    {
        if (!socket.Connected)
        {
            await socket.ConnectAsync(server);
        }

        var count = new LoadCount();
        while (Stopwatch.GetTimestamp() is var started && started < end)
        {
            var request = hits.Next(path, ++sent % HitMaker.ReturnsEvery == 0 ? cookies : "");
            for (var at = 0; at < request.Length;)
            {
                at += await socket.SendAsync(request.AsMemory(at));
            }

            var (status, length) = await Receive();
            count.Add(status, status == 200 && buffer.AsSpan(0, length).IndexOf("\"outcome\":\"created\""u8) >= 0, Stopwatch.GetTimestamp() - started);
            cookies = (sent + 1) % HitMaker.ReturnsEvery == 0 ? Cookies(buffer.AsSpan(0, length)) : cookies;
        }

        return count;
    }

    public void Dispose() => socket.Dispose();

    private async Task<(int Status, int Length)> Receive()
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            length += read;
            if (WholeLength(buffer.AsSpan(0, length)) is { } whole && length >= whole)
            {
                return (StatusOf(buffer), length);
            }
        }
    }

    private static int StatusOf(byte[] answer) => Utf8Parser.TryParse(answer.AsSpan(9, 3), out int status, out _) ? status : 0;

    private static int? WholeLength(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        var name = answer.IndexOf("Content-Length: "u8);
        return head < 0 || name < 0 || name > head || !Utf8Parser.TryParse(answer[(name + 16)..], out int body, out _) ? null : head + 4 + body;
    }

    private static string Cookies(ReadOnlySpan<byte> answer) => $"mk_visitor={Cookie(answer, "mk_visitor="u8)}; mk_session={Cookie(answer, "mk_session="u8)}";

    private static string Cookie(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> name)
    {
        var at = answer.IndexOf(name);
        if (at < 0)
        {
            return "";
        }

        var value = answer[(at + name.Length)..];
        return Encoding.ASCII.GetString(value[..value.IndexOf((byte)';')]);
    }
}

/// <summary>What a stretch of load came to.</summary>
internal sealed class LoadCount
{
    private readonly List<long> ticks = [];

    /// <summary>Touches that the server said it stored.</summary>
    public int Created { get; private set; }

    /// <summary>Answers that were no success.</summary>
    public int Refused { get; private set; }

    /// <summary>Answers of any kind.</summary>
    public int Answers => ticks.Count;

    public void Add(int status, bool isCreated, long took)
    {
        ticks.Add(took);
        Created += isCreated ? 1 : 0;
        Refused += status == 200 ? 0 : 1;
    }

    public void Add(LoadCount other)
    {
        ticks.AddRange(other.ticks);
        Created += other.Created;
        Refused += other.Refused;
    }

    /// <summary>Answer times in milliseconds, ascending.</summary>
    public double[] Milliseconds() => [.. ticks.Order().Select(took => Stopwatch.GetElapsedTime(0, took).TotalMilliseconds)];
}
