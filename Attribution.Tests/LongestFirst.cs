using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Attribution.Tests.LongestFirst", "Attribution.Tests")]

namespace Attribution.Tests;

/// <summary>Browsers begin: a collection of many slow tests that began last would run on alone when all others are done.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.CollectionDefinition is null);
}
