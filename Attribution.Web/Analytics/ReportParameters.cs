using System.Globalization;
using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics;

/// <summary>The query of a report, read once: every fault is told by field, with what to send.</summary>
internal sealed class ReportParameters(IQueryCollection query)
{
    /// <summary>Most days of one report: ten years.</summary>
    public const int MaxDays = 3_660;

    private const int DefaultDays = 30;
    private const int MaxValues = 100;
    private const int MaxValueLength = 300;

    private readonly Dictionary<string, string[]> errors = [];

    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <summary>What is asked for. Only of use without <see cref="Errors"/>.</summary>
    public ReportRequest Request(StoreSettings store, TimeProvider clock) =>
        new(store, Range(store.Today(clock)), Model(store.DefaultModel), new ReportFilter(Values("channel"), Values("source"), Values("medium"), Values("campaign"), Values("conversionType")));

    /// <summary>A whole number in a range.</summary>
    public int Number(string name, int standard, int most)
    {
        if (!query.TryGetValue(name, out var given))
        {
            return standard;
        }

        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        errors[name] = [$"Send a whole number from 1 to {most}."];
        return standard;
    }

    /// <summary>A switch that stands as <paramref name="standard"/> unless it is sent.</summary>
    public bool Flag(string name, bool standard = false)
    {
        if (!query.TryGetValue(name, out var given))
        {
            return standard;
        }

        if (bool.TryParse(given, out var on))
        {
            return on;
        }

        errors[name] = ["Send true or false."];
        return false;
    }

    // The last 30 complete days, or as many days from or up to the one that was sent.
    private DateRange Range(DateOnly today)
    {
        var (start, end) = (Day("startDate", today), Day("endDate", today));
        var last = end ?? (start > today.AddDays(-1) ? start.Value : start is null ? today.AddDays(-1) : Earlier(today.AddDays(-1), start.Value.AddDays(MaxDays - 1)));
        var first = start ?? last.AddDays(1 - DefaultDays);
        if (last < first)
        {
            errors["endDate"] = [$"{last:O} is before startDate. Send {first:O} or a later day."];
        }
        else if (last.DayNumber - first.DayNumber >= MaxDays)
        {
            errors["startDate"] = [$"The range has more than {MaxDays} days. Send {last.AddDays(1 - MaxDays):O} or a later day."];
        }

        return errors.Count > 0 ? new DateRange(today, today) : new DateRange(first, last);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private DateOnly? Day(string name, DateOnly today)
    {
        if (!query.TryGetValue(name, out var given))
        {
            return null;
        }

        // Years in which a comparison range would run off the calendar are no day of a store.
        if (given is [{ } text] && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1970 and <= 2200)
        {
            return day;
        }

        errors[name] = [$"Send one of the store's days as YYYY-MM-DD, such as {today:O}."];
        return null;
    }

    private string Model(string standard)
    {
        if (!query.TryGetValue("attributionModel", out var given))
        {
            // A model that is fitted or made by the store has no snapshots of its own yet: linear stands in.
            return ModelCatalog.Find(standard) is null ? ModelIds.Linear : standard;
        }

        if (given is [{ } model] && ModelCatalog.Find(model) is not null)
        {
            return model;
        }

        errors["attributionModel"] = [$"There is no such model. Send one of {string.Join(", ", ModelCatalog.Ids)}."];
        return standard;
    }

    /// <summary>The values of a parameter that may be repeated; none where it is not sent.</summary>
    public IReadOnlyList<string> Values(string name)
    {
        string[] values = [.. query[name].Select(value => value ?? "")];
        if (values.Length > MaxValues)
        {
            errors[name] = [$"These are {values.Length}. Send at most {MaxValues}."];
        }
        else if (values.Any(value => value.Length > MaxValueLength))
        {
            errors[name] = [$"Send at most {MaxValueLength} characters."];
        }

        return values;
    }
}
