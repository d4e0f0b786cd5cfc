using System.Security.Cryptography;
using Attribution.Domain.Channels;

namespace Attribution.Tests.Channels;

public class CatalogueFactsTests
{
    public static TheoryData<string> Files => [.. CatalogueFacts.BuiltIn.Files.Select(file => file.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_facts_of_a_file_are_those_of_the_file(string name)
    {
        var facts = CatalogueFacts.BuiltIn.Files.Single(file => file.File == name);
        using var stream = typeof(SourceCatalog).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        (facts.Bytes, facts.Sha256).ShouldBe((bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), "Run: dotnet run build/catalogue/refresh.cs");
    }

    [Fact]
    public void Every_file_of_the_catalogue_is_in_the_facts_with_its_licence()
    {
        var carried = typeof(SourceCatalog).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".csv", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal));

        CatalogueFacts.BuiltIn.Files.Select(file => file.File).Append("catalogue.json").ShouldBe(carried, ignoreOrder: true);
        CatalogueFacts.BuiltIn.Files.ShouldAllBe(file => file.Licence == "MIT" || file.Licence == "CC0-1.0");
        CatalogueFacts.BuiltIn.Version.Length.ShouldBe(12);
    }
}
