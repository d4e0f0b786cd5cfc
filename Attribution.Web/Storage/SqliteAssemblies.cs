using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Attribution.Web.Storage;

/// <summary>
/// Microsoft.Data.Sqlite asks for SQLitePCLRaw 2.1; version 2.0.6, which is binary compatible for what it calls, is shipped.
/// The runtime refuses a lower assembly version by itself, but takes what this handler answers.
/// </summary>
internal static class SqliteAssemblies
{
    [ModuleInitializer]
#pragma warning disable CA2255 // A module initializer is the only point before any first use.
    internal static void Accept() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
#pragma warning restore CA2255
        name.Name is { } simple && simple.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) && name.Version is not null
            ? context.LoadFromAssemblyName(new AssemblyName(simple))
            : null;
}
