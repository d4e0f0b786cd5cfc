using System.Text.Json;

namespace Attribution.Tests.Models;

/// <summary>The known answers of the folder Vectors.</summary>
internal static class Vector
{
    public static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", name + ".json"))).RootElement;

    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    public static long[] Longs(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt64())];

    public static string[] Strings(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    public static IEnumerable<JsonElement> Cases(string name) => Read(name).GetProperty("cases").EnumerateArray();

    /// <summary>The case of that name in a file's cases.</summary>
    public static JsonElement Case(string file, string name) => Cases(file).Single(one => one.GetProperty("name").GetString() == name);
}
