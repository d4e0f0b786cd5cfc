using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin.Models;

/// <summary>Changes a store's models, for a user or a key: each change is a new version, and older orders keep theirs.</summary>
internal sealed class ModelSettings(Database database, ModelDirectory models, StoreDirectory stores, Signals signals, TimeProvider clock)
{
    /// <summary>Runs a change for a key, and lets everybody see it.</summary>
    public async Task<Outcome<T>> Change<T>(StoreSettings store, Func<AttributionDb, DateTimeOffset, Task<Outcome<T>>> change, CancellationToken cancellationToken) =>
        await Seen(store.Id, await database.Write(db => change(db, clock.GetUtcNow()), cancellationToken), cancellationToken);

    /// <summary>Lets everybody see what was changed.</summary>
    public async Task<Outcome<T>> Seen<T>(StoreId store, Outcome<T> outcome, CancellationToken cancellationToken)
    {
        if (outcome.IsDone)
        {
            await models.Reload(cancellationToken);
            await stores.Reload(cancellationToken);
            signals.TellOrderStored(store);
        }

        return outcome;
    }

    /// <summary>Does what a server asked for, all of it or nothing.</summary>
    public static async Task<Outcome<int>> Take(AttributionDb db, StoreId store, string who, string model, ModelRequest request, DateTimeOffset now)
    {
        if (request.Archived == true && WhyNot(model, (await db.Stores.SingleAsync(one => one.StoreId == store.Value)).DefaultModel) is { } why)
        {
            return Outcome<int>.Refuse("status", why);
        }

        var saved = request.Draft is null ? Outcome<int>.Done(0) : await Append(db, store, who, request.Draft, now);
        if (saved.IsDone && request.Archived is { } archived)
        {
            await SetArchived(db, store, who, model, archived, now);
        }

        return saved;
    }

    /// <summary>Appends a version in the transaction of <paramref name="db"/>; answers its number, or the present one where nothing changes.</summary>
    public static async Task<Outcome<int>> Append(AttributionDb db, StoreId store, string who, ModelDraft draft, DateTimeOffset now)
    {
        var own = await db.OwnChannels.Where(channel => channel.StoreId == store.Value).Select(channel => channel.ChannelId).ToListAsync();
        if (draft.Create(own) is ModelCreation.Refused refused)
        {
            return Outcome<int>.Refuse(refused.Errors.ToDictionary(error => error.Key, error => string.Join(' ', error.Value)));
        }

        var newest = await db.ModelConfigs.Where(row => row.StoreId == store.Value && row.Model == draft.Model).OrderByDescending(row => row.Version).FirstOrDefaultAsync();
        var version = newest?.Version ?? (draft.Model == ModelIds.Custom ? 0 : 1);
        if (draft.BasedOn is { } basedOn && basedOn != version)
        {
            return Outcome<int>.Refuse("", $"Somebody saved version {version} meanwhile. Look at it, then make your change again.");
        }

        var (before, after) = (TextOf(draft.Model, newest), ModelDirectory.InForce(ModelCatalog.Find(draft.Model)!, draft.Definition).Write());
        if (before == after)
        {
            return Outcome<int>.Done(version);
        }

        // The base's parameters are part of the version: it goes on to weigh as it does now, whatever the base's own become.
        var text = draft.Model == ModelIds.Custom ? after : draft.Definition.Write();
        db.ModelConfigs.Add(new AttributionModelConfigRow { StoreId = store.Value, Model = draft.Model, Version = version + 1, Parameters = text, CreatedAt = now, CreatedBy = who, Note = draft.Note.Trim() });
        await AuditLog.Append(db, store, who, "model.changed", before.Length == 0 ? "" : $"{draft.Model} {before}", $"{draft.Model} {text}{(draft.Note.Trim() is { Length: > 0 } note ? $": {note}" : "")}", now, CancellationToken.None);
        await MarkOpenDays(db, store);
        return Outcome<int>.Done(version + 1);
    }

    /// <summary>Puts a model away, or takes it back, in the transaction of <paramref name="db"/>.</summary>
    public static async Task<Outcome<Nothing>> SetArchived(AttributionDb db, StoreId store, string who, string model, bool archived, DateTimeOffset now)
    {
        var row = await db.Stores.AsTracking().SingleAsync(one => one.StoreId == store.Value);
        var present = JsonSerializer.Deserialize<List<string>>(row.ArchivedModels)!;
        if (ModelCatalog.Find(model) is null || (model == ModelIds.Custom && !await db.ModelConfigs.AnyAsync(one => one.StoreId == store.Value && one.Model == model)))
        {
            return Outcome<Nothing>.Refuse("", "There is no such model in this store.");
        }

        if (present.Contains(model) == archived)
        {
            return Outcome<Nothing>.Done(default);
        }

        if (archived && WhyNot(model, row.DefaultModel) is { } why)
        {
            return Outcome<Nothing>.Refuse("", why);
        }

        row.ArchivedModels = JsonSerializer.Serialize(archived ? present.Append(model).Order(StringComparer.Ordinal) : present.Where(one => one != model));
        await AuditLog.Append(db, store, who, archived ? "model.archived" : "model.activated", "", model, now, CancellationToken.None);
        await MarkOpenDays(db, store);
        return Outcome<Nothing>.Done(default);
    }

    /// <summary>Why a model can't be put away; null where it can.</summary>
    public static string? WhyNot(string model, string defaultModel) =>
        model == defaultModel ? "This is the store's default model. Choose another default under Store, then archive it."
        : model == ModelIds.Linear ? "Linear stays: it stands in wherever another model has no figures."
        : model == ModelIds.LastTouch ? "Last touch stays: the other models are compared with it."
        : null;

    private static string TextOf(string model, AttributionModelConfigRow? row) =>
        row is not null ? ModelDirectory.InForce(ModelCatalog.Find(model)!, ModelDefinition.Read(model, row.Parameters)).Write()
        : model == ModelIds.Custom ? ""
        : ModelDirectory.InForce(ModelCatalog.Find(model)!, new ModelDefinition(new Dictionary<string, double>())).Write();

    // What is fitted follows at once on days that are open, and the store's own model gets its rows there.
    private static async Task MarkOpenDays(AttributionDb db, StoreId store)
    {
        foreach (var day in await db.SnapshotDays.Where(day => day.StoreId == store.Value && day.SealedAt == null).Select(day => day.Date).ToListAsync())
        {
            await DirtyDays.Mark(db, store, day, CancellationToken.None);
        }
    }
}
