using System.Text.RegularExpressions;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Accounts;

/// <summary>A first run without a person, from the keys <c>Setup:*</c>: an admin and a store. Used only while the database is empty.</summary>
internal sealed partial record UnattendedSetup(NewUser Admin, NewStore Store)
{
    private static readonly string[] Needed =
        ["Setup:AdminEmail", "Setup:AdminPassword", "Setup:Store:Name", "Setup:Store:Key", "Setup:Store:Domains:0", "Setup:Store:TimeZone", "Setup:Store:Currency"];

    /// <summary>What the configuration asks for; null where it asks for nothing.</summary>
    /// <exception cref="StartRefusedException">Part of it is missing, or a value can't be used. All faults are named.</exception>
    public static UnattendedSetup? Read(IConfiguration configuration)
    {
        var setup = configuration.GetSection("Setup");
        if (!setup.AsEnumerable().Any(pair => !string.IsNullOrEmpty(pair.Value)))
        {
            return null;
        }

        var missing = Needed.Where(key => string.IsNullOrWhiteSpace(configuration[key])).ToList();
        if (missing.Count > 0)
        {
            throw new StartRefusedException(
                $"The unattended first run needs all of its keys or none. Missing: {string.Join(", ", missing)}. Set them, or take the other Setup keys away and use the setup code.");
        }

        var (email, password) = (setup["AdminEmail"]!, setup["AdminPassword"]!);
        var store = setup.GetSection("Store");
        var domains = store.GetSection("Domains").Get<string[]>() ?? [];
        var consent = Given(store["Consent"]) ?? "granted";
        Refuse(new FieldFaults()
            .Add("Setup:AdminEmail", NewUser.EmailFault(email))
            .Add("Setup:AdminPassword", NewUser.PasswordFault(password, email) ?? PlaceholderFault(password))
            .Add("Setup:Store:Name", StoreFields.NameFault(store["Name"]!))
            .Add("Setup:Store:Key", StoreFields.KeyFault(store["Key"]!))
            .Add("Setup:Store:Domains", StoreFields.DomainsFault(domains))
            .Add("Setup:Store:TimeZone", StoreFields.ZoneFault(store["TimeZone"]!))
            .Add("Setup:Store:Currency", StoreFields.CurrencyFault(store["Currency"]!))
            .Add("Setup:Store:PublicKey", KeyFault(Given(store["PublicKey"]), PublicKey(), "pk_ and at least 16"))
            .Add("Setup:Store:SecretKey", KeyFault(Given(store["SecretKey"]), SecretKey(), "sk_ and at least 32"))
            .Add("Setup:Store:Consent", StoreFields.ConsentFault(consent)));
        return new UnattendedSetup(
            new NewUser(email, password),
            new NewStore(
                store["Name"]!.Trim(), store["Key"]!, [.. domains.Select(StoreFields.HostOf).OfType<string>().Distinct()], store["TimeZone"]!, store["Currency"]!.ToUpperInvariant())
            {
                PublicKey = Given(store["PublicKey"]),
                SecretKey = Given(store["SecretKey"]),
                Consent = consent,
            });
    }

    /// <summary>Makes the admin and the store in one transaction, if there is neither a user nor a store.</summary>
    public async Task Run(Database database, IPasswordHasher<AppUser> hasher, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.Write(
            async db =>
            {
                var admin = Admin.Row(hasher);
                db.Users.Add(admin);
                await db.SaveChangesAsync(cancellationToken);
                var opened = await Store.Open(db, admin.Id, now);

                // Who sets up unattended has done what the first run would ask.
                await db.Stores.Where(store => store.StoreId == opened.Id.Value).ExecuteUpdateAsync(store => store.SetProperty(row => row.SetupStep, 6), cancellationToken);
            },
            cancellationToken);

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string? KeyFault(string? key, Regex shape, string wanted) =>
        key is null ? null : !shape.IsMatch(key) ? $"This is no key. It is {wanted} letters and digits; leave it out to have one made." : PlaceholderFault(key);

    // A value out of a manual or a template is known to everyone.
    private static string? PlaceholderFault(string value) =>
        Placeholder().IsMatch(value) ? "This is a placeholder that anyone may know. Choose another value." : null;

    private static void Refuse(FieldFaults faults)
    {
        if (faults.Any)
        {
            throw new StartRefusedException("The unattended first run can't use its keys:\n" + string.Join('\n', faults.All.Select(fault => $"  {fault.Key}: {fault.Value}")));
        }
    }

    [GeneratedRegex(@"\Apk_[A-Za-z0-9]{16,}\z")]
    private static partial Regex PublicKey();

    [GeneratedRegex(@"\Ask_[A-Za-z0-9]{32,}\z")]
    private static partial Regex SecretKey();

    [GeneratedRegex("change_?me|placeholder|yourkey|yoursecret|yourpassword|xxxxxxxx", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
