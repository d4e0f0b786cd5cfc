using System.Globalization;
using System.Text.Json;

namespace Attribution.Web.Snapshots;

/// <summary>The body of <c>POST /api/snapshots/rebuild</c>, or the options of the command, with everything that is wrong with it.</summary>
internal sealed class RebuildRequest
{
    /// <summary>Most days of one rebuild: ten years.</summary>
    public const int MaxDays = 3_660;

    private const int MaxReason = 500;

    private readonly Dictionary<string, string[]> errors = [];

    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <summary>What to rebuild; null where there are errors.</summary>
    public RebuildOrder? Order { get; private set; }

    /// <summary>Reads what a server call sent.</summary>
    /// <param name="today">The store's local day: nothing after it can be rebuilt.</param>
    public static RebuildRequest Of(JsonElement body, DateOnly today)
    {
        var request = new RebuildRequest();
        if (body.ValueKind != JsonValueKind.Object)
        {
            request.errors["body"] = ["Send a JSON object with from, to and reason."];
            return request;
        }

        foreach (var member in body.EnumerateObject().Where(member => member.Name is not ("from" or "to" or "reason" or "includeSealed")))
        {
            request.errors[member.Name] = ["Unknown field. A rebuild takes from, to, reason and includeSealed."];
        }

        var includeSealed = request.Flag(body, "includeSealed");
        request.Check(request.Text(body, "from"), request.Text(body, "to"), request.Text(body, "reason"), includeSealed, today);
        return request;
    }

    /// <summary>Reads the options of the command.</summary>
    public static RebuildRequest Of(string? from, string? to, string? reason, bool includeSealed, DateOnly today)
    {
        var request = new RebuildRequest();
        request.Check(from, to, reason, includeSealed, today);
        return request;
    }

    private void Check(string? from, string? to, string? reason, bool includeSealed, DateOnly today)
    {
        var (first, last) = (Day("from", from, today), Day("to", to, today));
        reason = reason?.Trim() ?? "";
        if (last < first)
        {
            errors["to"] = [$"{to} is before from. Send the same day or a later one."];
        }
        else if (last?.DayNumber - first?.DayNumber >= MaxDays)
        {
            errors["to"] = [$"That is more than {MaxDays} days. Rebuild them in several calls."];
        }

        if (reason.Length > MaxReason)
        {
            errors["reason"] = [$"This has {reason.Length} characters. Send at most {MaxReason}."];
        }
        else if (includeSealed && reason.Length == 0 && !errors.ContainsKey("reason"))
        {
            errors["reason"] = ["Say why sealed figures change. It is kept beside the former figures."];
        }

        Order = errors.Count == 0 && first is { } start && last is { } end ? new RebuildOrder(start, end, reason, includeSealed) : null;
    }

    private DateOnly? Day(string field, string? text, DateOnly today)
    {
        if (errors.ContainsKey(field))
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            errors[field] = [$"Send one of the store's days as YYYY-MM-DD, such as {today:O}."];
            return null;
        }

        if (day > today)
        {
            errors[field] = [$"{text} has not come yet: it is {today:O} in the store. Send that day at the latest."];
        }

        return day;
    }

    private string? Text(JsonElement body, string field)
    {
        if (!body.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        errors[field] = ["Send a text in quotes here."];
        return null;
    }

    private bool Flag(JsonElement body, string field)
    {
        if (body.TryGetProperty(field, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
        {
            errors[field] = ["Send true or false, without quotes."];
        }

        return value.ValueKind == JsonValueKind.True;
    }
}
