using System.Globalization;
using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics;

/// <summary>The query of a report, read once: every fault is told by field, with what to send.</summary>
internal sealed class ReportParameters(IQueryCollection query, StoreSettings store)
{
    /// <summary>Most days of one report: ten years.</summary>
    public const int MaxDays = 3_660;

    private const int DefaultDays = 30;
    private const int MaxValues = 100;
    private const int MaxValueLength = 300;

    private readonly Dictionary<string, string[]> errors = [];

    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <summary>What is asked for. Only of use without <see cref="Errors"/>.</summary>
    public ReportRequest Request(TimeProvider clock) =>
        new(store, Range(store.Today(clock)), Model(), new ReportFilter(Values("channel"), Values("source"), Values("medium"), Values("campaign"), Values("conversionType")));

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

    /// <summary>Which models are compared: every one that is offered unless some are named, with commas between them or one by one.</summary>
    public ModelOptions Compared()
    {
        var models = Listed("models");
        if (models.Length > 0 && models.Except(store.Models).ToList() is [_, ..] unknown)
        {
            errors["models"] = [$"There is no model {string.Join(", ", unknown.Select(model => $"`{(model.Length > 40 ? model[..40] + "…" : model)}`"))}. Send two or more of {string.Join(", ", store.ActiveModels)}."];
        }
        else if (query.ContainsKey("models") && models.Length < 2)
        {
            errors["models"] = [$"Comparing takes two models. Send two or more of {string.Join(", ", store.ActiveModels)}, with commas between them."];
        }

        return new ModelOptions(models.Length > 0 ? models : store.ActiveModels, Pair(), Previous());
    }

    private (string From, string To)? Pair()
    {
        if (!query.ContainsKey("pair"))
        {
            return null;
        }

        if (Listed("pair") is [{ } from, { } to] && store.Models.Contains(from) && store.Models.Contains(to))
        {
            return (from, to);
        }

        errors["pair"] = [$"Send two different models with a comma between them, such as last_touch,linear: two of {string.Join(", ", store.ActiveModels)}."];
        return null;
    }

    // The names of the pages' addresses.
    private bool Previous()
    {
        if (!query.TryGetValue("compare", out var given) || given is ["off"])
        {
            return false;
        }

        if (given is not ["previous_period" or "previous"])
        {
            errors["compare"] = ["Send previous_period for the same number of days just before, or off."];
        }

        return true;
    }

    private string[] Listed(string name) =>
        [.. query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct().Take(MaxValues)];

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

    // A model that was put away is still told of: its figures stay.
    private string Model()
    {
        if (!query.TryGetValue("attributionModel", out var given))
        {
            return store.Models.Contains(store.DefaultModel) ? store.DefaultModel : ModelIds.Linear;
        }

        if (given is [{ } model] && store.Models.Contains(model))
        {
            return model;
        }

        errors["attributionModel"] = [$"There is no such model. Send one of {string.Join(", ", store.ActiveModels)}."];
        return store.DefaultModel;
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
