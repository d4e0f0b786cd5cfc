using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>Gives out what a store has of a person. That it was asked for is written down, by a mark of the person only.</summary>
internal sealed class PersonExports(Database database, TimeProvider clock)
{
    /// <returns>Null where the store knows nobody by that.</returns>
    public async Task<JsonObject?> Of(StoreSettings store, PersonQuery query, string who, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        if (await new PersonFinder(db, store, cancellationToken).Find(query) is not { } person)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var export = await new PersonExport(db, store, cancellationToken).Of(query, person, now);
        await database.Write(
            write => AuditLog.Append(write, store.Id, who, "person.exported", "", $"{query.By} {new PersonMarks(store).Of(query)[..16]}", now, cancellationToken), cancellationToken);
        return export;
    }
}

/// <summary>All that a store knows of one person, as JSON: every column of every row, so that nothing can be left out by oversight.</summary>
internal sealed class PersonExport(AttributionDb db, StoreSettings store, CancellationToken cancellationToken)
{
    private readonly int id = store.Id.Value;

    public async Task<JsonObject> Of(PersonQuery query, Person person, DateTimeOffset now) => new()
    {
        ["store"] = store.Key,
        ["name"] = store.Name,
        ["currency"] = store.Currency.Code,
        ["generatedAt"] = now.UtcDateTime,
        ["foundBy"] = query.By,
        ["note"] = "E-mail addresses are not kept: emailHmac is an HMAC-SHA256 of the address's hash under a secret of this store. Money ending in Minor is in the currency's "
            + "smallest unit. No address of a device is kept."
            + (person.SharedVisitors.Count > 0 ? " Somebody else used some of these browsers too: only this person's own time on them is told." : ""),
        ["identifiers"] = new JsonObject
        {
            ["userIds"] = List(person.Users),
            ["visitorIds"] = List(person.Visitors),
            ["emailHmacs"] = List(person.Emails),
        },
        ["identifications"] = Rows(await Identifications(person)),
        ["emails"] = Rows(await Emails(person)),
        ["sessions"] = Rows(await InParts(person.Sessions, ids => db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.SessionId)).OrderBy(row => row.StartedAt))),
        ["touches"] = Rows(await InParts(person.Touches, ids => db.Touches.Where(row => row.StoreId == id && ids.Contains(row.TouchId)).OrderBy(row => row.OccurredAt)), "rawTags"),
        ["touchChannels"] = Rows(await InParts(person.Touches, ids => db.TouchChannels.Where(row => row.StoreId == id && ids.Contains(row.TouchId)).OrderBy(row => row.Version))),
        ["hints"] = Rows(await InParts(person.Hints, ids => db.ConversionHints.Where(row => row.StoreId == id && ids.Contains(row.HintId)).OrderBy(row => row.ReceivedAt))),
        ["orders"] = Rows(
            await InParts(person.Orders, ids => db.Orders.Where(row => row.StoreId == id && ids.Contains(row.OrderId)).OrderBy(row => row.OccurredAt)), "details", "marketingAttribution"),
        ["orderAttributions"] = Rows(
            await InParts(person.Orders, ids => db.OrderAttributions.Where(row => row.StoreId == id && ids.Contains(row.OrderId)).OrderBy(row => row.Revision)), "marketingAttribution"),
        ["refunds"] = Rows(await InParts(person.Orders, ids => db.Refunds.Where(row => row.StoreId == id && ids.Contains(row.OrderId)).OrderBy(row => row.OccurredAt))),
    };

    private async Task<IEnumerable<object>> Identifications(Person person)
    {
        var keys = person.Identifications.ToHashSet();
        var rows = await InParts([.. keys.Select(key => key.VisitorId)], ids => db.VisitorUsers.Where(row => row.StoreId == id && ids.Contains(row.VisitorId)));
        return rows.Where(row => keys.Contains((row.VisitorId, row.From))).OrderBy(row => row.From);
    }

    private async Task<IEnumerable<object>> Emails(Person person)
    {
        var keys = person.EmailRows.ToHashSet();
        var rows = await InParts([.. keys.Select(key => key.EmailHmac)], ids => db.PersonEmails.Where(row => row.StoreId == id && ids.Contains(row.EmailHmac)));
        return rows.Where(row => keys.Contains((row.EmailHmac, row.From, row.VisitorId, row.UserId))).OrderBy(row => row.From);
    }

    private static JsonArray List(IEnumerable<string> values) => [.. values.Order(StringComparer.Ordinal).Select(value => JsonValue.Create(value))];

    /// <param name="rows">As they are stored.</param>
    /// <param name="documents">Members that hold JSON as text.</param>
    private static JsonArray Rows(IEnumerable<object> rows, params string[] documents) => [.. rows.Select(row => Row(row, documents))];

    private static JsonObject Row(object row, string[] documents)
    {
        var members = JsonSerializer.SerializeToNode(row, row.GetType(), ApiJson.Options)!.AsObject();
        members.Remove("storeId");
        foreach (var column in row.GetType().GetProperties())
        {
            if (column.GetValue(row) is DateTimeOffset at)
            {
                members[JsonNamingPolicy.CamelCase.ConvertName(column.Name)] = at.UtcDateTime;
            }
        }

        foreach (var name in documents)
        {
            members[name] = members[name]?.GetValue<string>() is { Length: > 0 } json ? JsonNode.Parse(json) : null;
        }

        return members;
    }

    private Task<List<T>> InParts<TId, T>(IReadOnlyList<TId> ids, Func<List<TId>, IQueryable<T>> query) => PersonFinder.InParts(ids, query, cancellationToken);
}
