namespace Attribution.Tests.Browser;

/// <summary>Collections of tests that share a Chromium. Each runs its tests one after the other, and the collections run side by side.</summary>
public static class ChromiumGroup
{
    public const string Visitors = "chromium: visitors of a shop";
    public const string Owners = "chromium: owners who set something up";
    public const string Readers = "chromium: readers of figures";
    public const string Demo = "chromium: passers-by of the demo";
}

[CollectionDefinition(ChromiumGroup.Visitors)]
public sealed class VisitorsGroup : ICollectionFixture<Chromium>;

[CollectionDefinition(ChromiumGroup.Owners)]
public sealed class OwnersGroup : ICollectionFixture<Chromium>;

[CollectionDefinition(ChromiumGroup.Readers)]
public sealed class ReadersGroup : ICollectionFixture<Chromium>;

[CollectionDefinition(ChromiumGroup.Demo)]
public sealed class DemoGroup : ICollectionFixture<Chromium>, ICollectionFixture<SampleShop>;
