using Attribution.Web.Http;

namespace Attribution.Web.Privacy;

/// <summary>The person that an address names, by one of four parameters; or what is wrong with it.</summary>
internal sealed record PersonRequest(PersonQuery? Person, string Reason, IReadOnlyDictionary<string, string[]> Errors)
{
    private const string WhichOne = "Name one person by one of userId, email, visitorId or orderId.";

    private static readonly (string Parameter, string By)[] Parameters =
        [("userId", FoundBy.User), ("email", FoundBy.Email), ("visitorId", FoundBy.Visitor), ("orderId", FoundBy.Order)];

    /// <param name="needsReason">Whether a <c>reason</c> has to be given.</param>
    public static PersonRequest Of(IQueryCollection query, bool needsReason)
    {
        var faults = new Faults();
        string[] others = ["store", needsReason ? "reason" : "store"];
        foreach (var unknown in query.Keys.Where(key => !others.Contains(key) && !Parameters.Any(known => known.Parameter == key)))
        {
            faults.Add(unknown, $"There is no such parameter. {WhichOne}");
        }

        var given = Parameters.Where(known => query.ContainsKey(known.Parameter)).ToList();
        if (given.Count != 1 || query[given[0].Parameter].Count != 1)
        {
            faults.Add(given.Count == 0 ? "userId" : given[^1].Parameter, WhichOne);
            return new PersonRequest(null, "", faults.ToDictionary());
        }

        var person = new PersonQuery(given[0].By, query[given[0].Parameter].ToString());
        if (person.Fault is { } fault)
        {
            faults.Add(given[0].Parameter, fault);
        }

        var reason = query["reason"].ToString();
        if (needsReason && Erasure.ReasonFault(person, reason) is { } wrong)
        {
            faults.Add("reason", wrong);
        }

        return new PersonRequest(faults.Any ? null : person, reason, faults.ToDictionary());
    }
}
