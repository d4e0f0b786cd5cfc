using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Imports;

/// <summary>Where uploaded files and reports of refused lines lie: beside the database, under ids alone.</summary>
internal sealed class ImportFiles(DataFolder data)
{
    private const string Part = ".part";

    private readonly Lazy<string> folder = new(() => data.Of("imports"));

    /// <summary>A new file that an upload is written to, until <see cref="Keep"/>.</summary>
    public FileStream Create(Guid id) => new(PathOf(id, Part), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 128 * 1_024, FileOptions.Asynchronous);

    /// <summary>The upload is whole.</summary>
    public void Keep(Guid id) => File.Move(PathOf(id, Part), PathOf(id, ".data"));

    public FileStream Open(ImportRow import) =>
        new(PathOf(import.ImportId, ".data"), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public string Report(Guid id) => PathOf(id, ".refused.csv");

    /// <summary>Removes the uploaded file, whole or not; its report stays.</summary>
    public void Remove(Guid id)
    {
        File.Delete(PathOf(id, ".data"));
        File.Delete(PathOf(id, Part));
    }

    public void RemoveReport(Guid id) => File.Delete(Report(id));

    /// <summary>Removes what no import claims: uploads that broke off with the process, files of stores that are gone.</summary>
    /// <param name="open">Imports whose file is still needed.</param>
    /// <param name="reported">Imports whose report is.</param>
    public void RemoveOthers(IReadOnlySet<Guid> open, IReadOnlySet<Guid> reported)
    {
        foreach (var path in Directory.EnumerateFiles(folder.Value))
        {
            var name = Path.GetFileName(path);
            var needed = name.EndsWith(".data", StringComparison.Ordinal) ? open : name.EndsWith(".refused.csv", StringComparison.Ordinal) ? reported : null;
            if (needed is null || !Guid.TryParse(name.Split('.')[0], out var id) || !needed.Contains(id))
            {
                File.Delete(path);
            }
        }
    }

    private string PathOf(Guid id, string end) => Path.Combine(folder.Value, $"{id:N}{end}");
}
