using System.Text.Json;
using Attribution.Domain;

namespace Attribution.Tests.Snapshots.Fits;

/// <summary>A shop of which it is known by hand what a fit must find.</summary>
internal static class FitStory
{
    public static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-05-01T10:00:00Z", null);

    /// <summary>The day in question.</summary>
    public static readonly DateOnly Day = DateOnly.Parse("2026-06-10", null);

    /// <summary>Buyers who came by search and then by mail, as many who came by search alone, and an order on the day in question.</summary>
    public static History Story(this TestApp app, int buyers = 120, StoreId? store = null)
    {
        var history = new History(app, store);
        for (var i = 0; i < buyers; i++)
        {
            var at = Start.AddMinutes(97 * i);
            history.Order($"o{i}", at.AddHours(20), 10_00, "sale", history.Visit(at, "paid_search", $"b{i}"), history.Visit(at.AddHours(3), "email", $"b{i}"));
            history.Visit(at, "paid_search", $"n{i}");
        }

        history.Order("late", "2026-06-10T12:00:00Z", 100_00, history.Visit("2026-06-10T09:00:00Z", "email", "late"), history.Visit("2026-06-10T10:00:00Z", "paid_search", "late"));
        return history;
    }

    /// <summary>What the journey of an order says of the Markov chain.</summary>
    public static JsonElement Markov(this JsonElement journey) => journey.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("model").GetString() == "markov");
}

/// <summary>An app on which the story is built, for tests that read alone.</summary>
public abstract class StoryStore(int buyers) : IAsyncLifetime
{
    internal TestApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await SnapshotSteps.StartIdle();
        await App.Story(buyers).Save();
        await App.Build();
    }

    public async Task DisposeAsync() => await App.DisposeAsync();
}

/// <summary>With orders enough for a fit.</summary>
public sealed class FittedStore() : StoryStore(120);

/// <summary>With too few, so that linear stands in.</summary>
public sealed class ScarceStore() : StoryStore(36);
