using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Attribution.Web.Tracking;

namespace Attribution.Tests.Tracking.Script;

public sealed class ScriptFileTests
{
    private static readonly string Folder = Path.Combine(Root(), "Attribution.Web", "Tracking", "Script");

    [Fact]
    public void The_minified_twin_belongs_to_the_source()
    {
        var hashes = File.ReadLines(Path.Combine(Folder, "attribution.sha256"));

        hashes.ShouldBe([Line("attribution.js"), Line("attribution.min.js")], "Run build/script/build.sh and commit what it wrote.");
    }

    [Fact]
    public void The_app_serves_the_minified_twin() =>
        TrackingScript.Current.Content.ToArray().ShouldBe(File.ReadAllBytes(Path.Combine(Folder, "attribution.min.js")));

    [Fact]
    public void It_takes_at_most_2048_bytes_of_gzip() => TrackingScript.Current.Gzip.Length.ShouldBeInRange(1, 2048);

    [Fact]
    public void It_makes_no_code_from_text()
    {
        var text = Encoding.UTF8.GetString(TrackingScript.Current.Content.Span);

        text.ShouldNotContain("eval", Case.Sensitive);
        text.ShouldNotContain("Function(", Case.Sensitive);
        text.ShouldNotContain("import(", Case.Sensitive);
    }

    [Fact]
    public void It_needs_no_language_newer_than_2017()
    {
        var text = Encoding.UTF8.GetString(TrackingScript.Current.Content.Span);

        text.ShouldNotContain("??");
        text.ShouldNotMatch(@"\?\.\D"); // a?.b
        text.ShouldNotContain("catch{");
        text.ShouldNotMatch(@"\{\.\.\."); // of objects; of arrays and arguments it is older
    }

    [Fact]
    public void Both_compressions_unfold_to_the_content()
    {
        var script = TrackingScript.Current;

        Unfold(new GZipStream(new MemoryStream(script.Gzip.ToArray()), CompressionMode.Decompress)).ShouldBe(script.Content.ToArray());
        Unfold(new BrotliStream(new MemoryStream(script.Brotli.ToArray()), CompressionMode.Decompress)).ShouldBe(script.Content.ToArray());
    }

    [Fact]
    public void Its_names_are_those_of_its_content()
    {
        var script = TrackingScript.Current;
        var hash = Sha256("attribution.min.js");

        script.Hash8.ShouldBe(hash[..8]);
        script.ETag.ShouldBe($"\"{hash[..32]}\"");
        script.Integrity.ShouldBe("sha384-" + Convert.ToBase64String(SHA384.HashData(script.Content.Span)));
    }

    private static string Line(string name) => $"{Sha256(name)}  {name}";

    private static string Sha256(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, name))));

    private static byte[] Unfold(Stream compressed)
    {
        using var content = new MemoryStream();
        using (compressed)
        {
            compressed.CopyTo(content);
        }

        return content.ToArray();
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
