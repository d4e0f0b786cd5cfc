using System.ComponentModel;
using System.Diagnostics;
using Attribution.Tests.Browser;

namespace Attribution.Tests.Faults;

/// <summary>The disk under a server's database, which a test fills and frees while the server runs.</summary>
internal abstract class Disk : IDisposable
{
    protected Disk(TempFolder folder)
    {
        Folder = folder;
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Database)!);
    }

    /// <summary>The command to start the server by.</summary>
    public abstract IReadOnlyList<string> Through { get; }

    protected TempFolder Folder { get; }

    /// <summary>A small file system of its own, where the machine lets one be mounted; else a limit on the size of files.</summary>
    public static Disk Small(TempFolder folder) => SmallDisk.Mount(folder) ?? (Disk)new SizeLimit(folder);

    /// <summary>A disk that lets no file grow beyond a size, as a quota would.</summary>
    public static Disk Limited(TempFolder folder) => new SizeLimit(folder);

    /// <summary>From now on nothing can grow.</summary>
    public abstract void Fill(AppProcess app);

    /// <summary>There is room again.</summary>
    public abstract void Free(AppProcess app);

    /// <summary>The database as a server that was killed left it: a copy, to be looked into.</summary>
    public abstract string Left();

    public abstract void Dispose();

    protected static bool Ran(params string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private sealed class SizeLimit(TempFolder folder) : Disk(folder)
    {
        private const int Bytes = 64 * 1024;

        // A process that does not ignore the signal is ended by it; ignored, the write fails as on a full disk.
        public override IReadOnlyList<string> Through => ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "limit"];

        public override void Fill(AppProcess app) => Limit(app, $"{Bytes}:unlimited");

        public override void Free(AppProcess app) => Limit(app, "unlimited:unlimited");

        public override string Left() => Folder.Database;

        public override void Dispose()
        {
        }

        private static void Limit(AppProcess app, string limit) => Ran("prlimit", "--pid", $"{app.Id}", $"--fsize={limit}").ShouldBeTrue();
    }

    // A tmpfs in a mount namespace of its own, which a process that only waits keeps alive: it needs no rights and leaves nothing behind.
    private sealed class SmallDisk : Disk
    {
        private const string Size = "24m";

        private readonly Process keeper;

        private SmallDisk(TempFolder folder, Process keeper)
            : base(folder) => this.keeper = keeper;

        public override IReadOnlyList<string> Through => ["nsenter", "--target", $"{keeper.Id}", "--user", "--mount", "--preserve-credentials"];

        private string Data => $"/proc/{keeper.Id}/root{Path.GetDirectoryName(Folder.Database)}";

        private string Ballast => Path.Combine(Data, "ballast");

        public static SmallDisk? Mount(TempFolder folder)
        {
            var data = Directory.CreateDirectory(Path.GetDirectoryName(folder.Database)!).FullName;
            if (!OperatingSystem.IsLinux() || !Ran("unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", data))
            {
                return null;
            }

            string[] command = ["--map-root-user", "--mount", "sh", "-c", $"mount -t tmpfs -o size={Size} tmpfs \"$0\" && echo mounted && exec sleep infinity", data];
            var keeper = Process.Start(new ProcessStartInfo("unshare", command) { RedirectStandardOutput = true })!;
            keeper.StandardOutput.ReadLine().ShouldBe("mounted");
            return new SmallDisk(folder, keeper);
        }

        public override void Fill(AppProcess app)
        {
            using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            foreach (var block in new[] { new byte[64 * 1024], new byte[4 * 1024] })
            {
                while (Fits(ballast, block))
                {
                }
            }
        }

        public override void Free(AppProcess app) => File.Delete(Ballast);

        public override string Left()
        {
            var copy = Directory.CreateDirectory(Path.Combine(Folder.Directory.FullName, "left")).FullName;
            foreach (var file in Directory.GetFiles(Data, "attribution.db*"))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
            }

            return Path.Combine(copy, "attribution.db");
        }

        public override void Dispose()
        {
            keeper.Kill();
            keeper.WaitForExit();
            keeper.Dispose();
        }

        private static bool Fits(FileStream ballast, byte[] block)
        {
            try
            {
                ballast.Write(block);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
