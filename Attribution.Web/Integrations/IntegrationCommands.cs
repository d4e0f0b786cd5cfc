using System.Security.Cryptography;
using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Integrations.Deliveries;
using Attribution.Web.Integrations.Shopify;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Integrations;

/// <summary>What an admin does to a store's integrations. A secret is taken in and never shown again.</summary>
internal sealed class IntegrationCommands(
    CommandDoor commands, IntegrationDirectory directory, Secrets secrets, StoreDirectory stores, ShopifyClient shopify, ShopifyFetch fetch, DeliveryWorker worker)
{
    /// <summary>How long a secret holds beside the one that replaced it.</summary>
    public static readonly TimeSpan FormerHolds = TimeSpan.FromHours(24);

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Connects a platform by the secret it signs with, or moves it to a new one.</summary>
    public Task<Outcome<Nothing>> Connect(StoreUser caller, string kind, string secret, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                var faults = new FieldFaults().Add("Kind", KindFault(kind)).Add("Secret", SecretFault(secret));
                if (faults.Any)
                {
                    return Outcome<Nothing>.Refuse(faults.All);
                }

                await Keep(act, kind, secret.Trim());
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken).Then(() => directory.Reload(cancellationToken));

    /// <summary>Makes a secret and connects the platform by it; its text is the answer, now or never.</summary>
    public Task<Outcome<string>> MakeSecret(StoreUser caller, string kind, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (KindFault(kind) is { } fault)
                {
                    return Outcome<string>.Refuse("Kind", fault);
                }

                var secret = RandomNumberGenerator.GetString(Letters, 40);
                await Keep(act, kind, secret);
                return Outcome<string>.Done(secret);
            },
            cancellationToken).Then(() => directory.Reload(cancellationToken));

    /// <summary>Ends a connection at once. What it brought stays.</summary>
    public Task<Outcome<Nothing>> Disconnect(StoreUser caller, string kind, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (await Find(act, kind) is not { } row)
                {
                    return NotConnected();
                }

                act.Db.Integrations.Remove(row);
                await act.Audit("integration.removed", kind, "");
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken).Then(() => directory.Reload(cancellationToken));

    /// <summary>Lets missed orders be fetched from a shop, after asking it whether the token is good.</summary>
    public async Task<Outcome<Nothing>> FetchFrom(StoreUser caller, string shop, string token, CancellationToken cancellationToken)
    {
        // The role first: nobody else makes this server call anyone.
        var allowed = await commands.Run(caller, Roles.Admin, _ => Task.FromResult(Outcome<Nothing>.Done(default)), cancellationToken);
        if (!allowed.IsDone)
        {
            return allowed;
        }

        var host = ShopifyClient.HostOf(shop);
        var faults = new FieldFaults()
            .Add("Shop", host is null ? "Enter the shop's own name at Shopify, such as my-shop.myshopify.com." : null)
            .Add("Token", SecretFault(token));
        if (!faults.Any)
        {
            faults.Add("Token", await AccessFault(caller.Store, new ShopAccess(host!, token.Trim()), cancellationToken));
        }

        return faults.Any ? Outcome<Nothing>.Refuse(faults.All) : await commands.Run(caller, Roles.Admin, act => KeepAccess(act, host!, token.Trim()), cancellationToken);
    }

    /// <summary>Fetches no more, and drops the token.</summary>
    public Task<Outcome<Nothing>> StopFetching(StoreUser caller, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (await Find(act, ShopifyPlatform.KindName) is not { Shop.Length: > 0 } row)
                {
                    return Outcome<Nothing>.Refuse("", "Nothing is fetched.");
                }

                await act.Audit("integration.access_removed", row.Shop, "");
                (row.Shop, row.AccessToken, row.FetchedThrough, row.FetchTriedAt, row.FetchError) = ("", "", null, null, "");
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken);

    /// <summary>Fetches now what the nightly job would; answers how many orders were missing.</summary>
    public async Task<Outcome<int>> FetchNow(StoreUser caller, CancellationToken cancellationToken)
    {
        var allowed = await commands.Run(caller, Roles.Admin, _ => Task.FromResult(Outcome<int>.Done(0)), cancellationToken);
        if (!allowed.IsDone)
        {
            return allowed;
        }

        if (await fetch.Fetch(caller.Store, cancellationToken) is not { } missed)
        {
            return Outcome<int>.Refuse("", "The orders could not be fetched. The reason stands beside the shop.");
        }

        await worker.TakeAll(cancellationToken);
        return Outcome<int>.Done(missed);
    }

    /// <summary>Tries a delivery again that could not be taken; answers what came of it.</summary>
    public Task<Outcome<Nothing>> Retry(StoreUser caller, string kind, string deliveryId, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (await DeliveryBox.Find(act.Db, act.Store.Value, kind, deliveryId, cancellationToken) is not { State: DeliveryState.Failed or DeliveryState.Waiting, Body.Length: > 0 } row)
                {
                    return Outcome<Nothing>.Refuse("", "That delivery can't be tried again: it was taken, or its content is not kept any more.");
                }

                (row.State, row.Attempts, row.NextTryAt) = (DeliveryState.Received, 0, null);
                await act.Audit("integration.retried", "", $"{kind} {row.Topic} {row.OrderId}");
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken).Then(() => worker.TakeAll(cancellationToken));

    private async Task Keep(Act act, string kind, string secret)
    {
        var kept = secrets.Protect(act.Store.Value, kind, secret);
        if (await Find(act, kind) is { } row)
        {
            (row.FormerSecret, row.FormerUntil, row.Secret) = (row.Secret, act.Now + FormerHolds, kept);
            await act.Audit("integration.secret_changed", kind, kind);
        }
        else
        {
            act.Db.Integrations.Add(new IntegrationRow { StoreId = act.Store.Value, Kind = kind, Secret = kept, ConnectedAt = act.Now });
            await act.Audit("integration.connected", "", kind);
        }
    }

    private async Task<Outcome<Nothing>> KeepAccess(Act act, string host, string token)
    {
        if (await Find(act, ShopifyPlatform.KindName) is not { } row)
        {
            return NotConnected();
        }

        await act.Audit("integration.access", row.Shop, host);
        (row.Shop, row.AccessToken, row.FetchError) = (host, secrets.Protect(act.Store.Value, ShopifyPlatform.KindName, token), "");
        row.FetchedThrough ??= act.Now - ShopifyFetch.First;
        return Outcome<Nothing>.Done(default);
    }

    private async Task<string?> AccessFault(StoreId id, ShopAccess shop, CancellationToken cancellationToken)
    {
        try
        {
            var currency = await shopify.CurrencyOf(shop, cancellationToken);
            var store = (await stores.Find(id, cancellationToken))!;
            return currency == store.Currency.Code ? null : $"The shop counts in {currency}, this store in {store.Currency}. Their amounts can't be added up.";
        }
        catch (ShopifyRefusedException refused)
        {
            return refused.Message;
        }
    }

    private static Task<IntegrationRow?> Find(Act act, string kind) =>
        act.Db.Integrations.AsTracking().FirstOrDefaultAsync(row => row.StoreId == act.Store.Value && row.Kind == kind);

    private static string? KindFault(string kind) => Platforms.Find(kind) is null ? "There is no such platform." : null;

    private static string? SecretFault(string secret) =>
        secret.Trim() is { Length: >= 8 and <= 200 } text && text.All(letter => letter is > ' ' and <= '~') ? null : "Paste it whole: 8 to 200 letters, digits and signs, without spaces.";

    private static Outcome<Nothing> NotConnected() => Outcome<Nothing>.Refuse("", "This platform is not connected.");
}
