using System.Security.Cryptography;
using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Privacy;

/// <summary>What an admin does about privacy. Each command checks the role itself and answers what was wrong, field by field.</summary>
internal sealed class PrivacyCommands(CommandDoor commands, StoreDirectory stores, Erasure erasure)
{
    public const string NobodyFound = "Nothing is stored under that. An address is found only where a sender told it.";

    /// <summary>Consent, identities and how long rows are kept. A shorter retention has to be confirmed.</summary>
    public Task<Outcome<Nothing>> Change(StoreUser caller, PrivacyForm form, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Admin, act => ChangeIn(act, form), cancellationToken).Then(() => stores.Reload(cancellationToken));

    /// <summary>Makes a new secret for signed identify calls; those signed with the former one are ignored from now on.</summary>
    public Task<Outcome<Nothing>> RenewIdentifySecret(StoreUser caller, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                (await act.StoreRow()).IdentifySecret = RandomNumberGenerator.GetHexString(64, lowercase: true);
                await act.Audit("store.identify_secret", "", "");
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken).Then(() => stores.Reload(cancellationToken));

    /// <summary>How much a store has of a person: counts and nothing more.</summary>
    public Task<Outcome<PersonCounts>> Find(StoreUser caller, PersonQuery query, CancellationToken cancellationToken) =>
        commands.Look(
            caller,
            Roles.Admin,
            async db => query.Fault is { } fault ? Outcome<PersonCounts>.Refuse("Person", fault)
                : await new PersonFinder(db, await Store(caller, cancellationToken), cancellationToken).Find(query) is { } person ? Outcome<PersonCounts>.Done(person.Counts)
                : Outcome<PersonCounts>.Refuse("Person", NobodyFound),
            cancellationToken);

    /// <summary>Erases a person for good. <paramref name="typed"/> repeats the identifier.</summary>
    public async Task<Outcome<ErasureReport>> Erase(StoreUser caller, PersonQuery query, string typed, string reason, CancellationToken cancellationToken)
    {
        var store = await stores.Find(caller.Store, cancellationToken);
        var erased = Guarded(() => commands.Run(caller, Roles.Admin, act => EraseIn(act, store!, query, typed, reason, cancellationToken), cancellationToken));
        return await erased.Then(() => erasure.Finish(store!, cancellationToken));
    }

    /// <summary>Runs an erasure; where its list can't be written, nothing was erased and the admin is told.</summary>
    internal static async Task<Outcome<ErasureReport>> Guarded(Func<Task<Outcome<ErasureReport>>> erase)
    {
        try
        {
            return await erase();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Outcome<ErasureReport>.Refuse("", "The list of erasures beside the database can't be written, so nothing was erased. Free the disk or mend its rights, and erase again.");
        }
    }

    private async Task<Outcome<ErasureReport>> EraseIn(Act act, StoreSettings store, PersonQuery query, string typed, string reason, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults()
            .Add("Person", query.Fault)
            .Add("Typed", typed.Trim() == query.Text.Trim() ? null : "This is not what you looked for. Type it exactly so.")
            .Add("Reason", Erasure.ReasonFault(query, reason));
        return faults.Any ? Outcome<ErasureReport>.Refuse(faults.All)
            : await erasure.Run(act.Db, store, query, act.UserId, reason, cancellationToken) is { } report ? Outcome<ErasureReport>.Done(report)
            : Outcome<ErasureReport>.Refuse("Person", NobodyFound);
    }

    private static async Task<Outcome<Nothing>> ChangeIn(Act act, PrivacyForm form)
    {
        var row = await act.StoreRow();
        if (form.Faults(row) is { Count: > 0 } faults)
        {
            return Outcome<Nothing>.Refuse(faults);
        }

        var before = Described(row);
        (row.ConsentDefault, row.SignedUsersOnly, row.RetentionMonths) = (form.ConsentDefault, form.SignedUsersOnly, form.RetentionMonths);
        if (Described(row) is var after && after != before)
        {
            await act.Audit("store.privacy", before, after);
        }

        return Outcome<Nothing>.Done(default);
    }

    private async Task<StoreSettings> Store(StoreUser caller, CancellationToken cancellationToken) => (await stores.Find(caller.Store, cancellationToken))!;

    private static string Described(StoreRow row) =>
        JsonSerializer.Serialize(new { row.ConsentDefault, row.SignedUsersOnly, row.RetentionMonths }, JsonSerializerOptions.Web);
}
