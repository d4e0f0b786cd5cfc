namespace Attribution.Web.Storage;

/// <summary>Where files lie that belong to the database but not into it: beside it, named after it, for the owner only.</summary>
/// <param name="database">Path of the database file.</param>
internal sealed class DataFolder(string database)
{
    /// <summary>A folder of that name, such as <c>data/attribution.imports</c>; made where it is not there.</summary>
    public string Of(string name)
    {
        var folder = Path.ChangeExtension(database, name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
