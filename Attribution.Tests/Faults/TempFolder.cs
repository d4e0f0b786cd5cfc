namespace Attribution.Tests.Faults;

/// <summary>A folder that outlives the servers that run in it.</summary>
internal sealed class TempFolder : IDisposable
{
    public DirectoryInfo Directory { get; } = System.IO.Directory.CreateTempSubdirectory("attribution-faults-");

    public string Database => Path.Combine(Directory.FullName, "data", "attribution.db");

    public void Dispose() => Directory.Delete(recursive: true);
}
