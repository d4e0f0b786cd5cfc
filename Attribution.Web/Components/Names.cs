using System.Globalization;

namespace Attribution.Web.Components;

/// <summary>Ids for elements that refer to each other (labels, descriptions): unique in the process, so in a page.</summary>
internal static class Names
{
    private static long _last;

    internal static string Next(string prefix) => prefix + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
}
