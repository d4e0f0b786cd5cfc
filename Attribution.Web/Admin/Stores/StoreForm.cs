using System.Text.Json;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Admin.Stores;

/// <summary>What an admin may set of a store, as typed. Only what stands here can be set.</summary>
internal sealed record StoreForm
{
    public string Name { get; set; } = "";

    /// <summary>One host a line.</summary>
    public string Domains { get; set; } = "";

    public string CookieDomain { get; set; } = "";

    /// <summary>Set only while the store has no orders.</summary>
    public string Currency { get; set; } = "";

    /// <summary>Minutes, 1 to 1,440.</summary>
    public int SessionTimeoutMinutes { get; set; }

    /// <summary>Days, 1 to 365.</summary>
    public int LookbackDays { get; set; }

    /// <summary>person or session.</summary>
    public string JourneyScope { get; set; } = "";

    public string DefaultModel { get; set; } = "";

    /// <summary>Own conversion types, one a line, as <c>name: order</c> or <c>name: lead</c>.</summary>
    public string ConversionTypes { get; set; } = "";

    public static StoreForm Of(StoreSettings store) => new()
    {
        Name = store.Name,
        Domains = string.Join('\n', store.Domains),
        CookieDomain = store.CookieDomain,
        Currency = store.Currency.Code,
        SessionTimeoutMinutes = (int)store.SessionTimeout.TotalMinutes,
        LookbackDays = store.LookbackDays,
        JourneyScope = store.JourneyScope,
        DefaultModel = store.DefaultModel,
        ConversionTypes = string.Join('\n', store.OwnConversionTypes.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => $"{type.Key}: {type.Value}")),
    };

    /// <param name="retentionMonths">For how long the store keeps touches.</param>
    public IReadOnlyDictionary<string, string> Faults(int retentionMonths)
    {
        var hosts = Hosts;
        return new FieldFaults()
            .Add(nameof(Name), StoreFields.NameFault(Name))
            .Add(nameof(Domains), StoreFields.DomainsFault(StoreFields.SplitDomains(Domains)))
            .Add(nameof(CookieDomain), StoreFields.CookieDomainFault(CookieDomain.Trim(), hosts))
            .Add(nameof(Currency), StoreFields.CurrencyFault(Currency.Trim()))
            .Add(nameof(SessionTimeoutMinutes), SessionTimeoutMinutes is >= 1 and <= 1440 ? null : "Use 1 to 1,440 minutes; 30 is usual.")
            .Add(nameof(LookbackDays), StoreFields.LookbackFault(LookbackDays, retentionMonths))
            .Add(nameof(JourneyScope), JourneyScope is "person" or "session" ? null : "Choose person or session.")
            .Add(nameof(DefaultModel), ModelCatalog.Find(DefaultModel) is null ? "Choose one of the models." : null)
            .Add(nameof(ConversionTypes), TypesFault())
            .All;
    }

    /// <summary>Writes a form without faults into the store's row.</summary>
    public void WriteTo(StoreRow row)
    {
        row.Name = Name.Trim();
        row.Domains = JsonSerializer.Serialize(Hosts);
        row.CookieDomain = CookieDomain.Trim().Length == 0 ? "" : StoreFields.HostOf(CookieDomain)!;
        row.Currency = Currency.Trim().ToUpperInvariant();
        row.SessionTimeoutMinutes = SessionTimeoutMinutes;
        row.LookbackDays = LookbackDays;
        row.JourneyScope = JourneyScope;
        row.DefaultModel = DefaultModel;
        row.ConversionTypes = JsonSerializer.Serialize(Types().ToDictionary(type => type.Name, type => type.Kind));
    }

    private IReadOnlyList<string> Hosts => [.. StoreFields.SplitDomains(Domains).Select(StoreFields.HostOf).OfType<string>().Distinct()];

    private IEnumerable<(string Name, string Kind)> Types() =>
        ConversionTypes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : ""));

    private string? TypesFault()
    {
        var types = Types().ToList();
        foreach (var (name, kind) in types)
        {
            if (!Domain.Conversions.ConversionTypes.IsName(name) || kind is not ("order" or "lead"))
            {
                return $"'{name}{(kind.Length > 0 ? ": " + kind : "")}' is no type. Write a name of a–z, 0–9 and _, a colon, and order or lead: demo_request: lead";
            }

            if (Domain.Conversions.ConversionTypes.KindOf(name) is { } builtIn && builtIn != (kind == "lead" ? ConversionKind.Lead : ConversionKind.Order))
            {
                return $"'{name}' is {(builtIn == ConversionKind.Lead ? "a lead" : "an order")} in every store. Give a type of your own another name.";
            }
        }

        return types.GroupBy(type => type.Name).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"'{twice.Key}' stands there twice. Keep one line." : null;
    }
}

/// <summary>What opens a store, as typed.</summary>
public sealed record NewStoreForm
{
    /// <summary>As shown.</summary>
    public string Name { get; set; } = "";

    /// <summary>In addresses; it stays.</summary>
    public string Key { get; set; } = "";

    /// <summary>One host a line.</summary>
    public string Domains { get; set; } = "";

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Code of ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>Everything that is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Faults() => new FieldFaults()
        .Add(nameof(Name), StoreFields.NameFault(Name))
        .Add(nameof(Key), StoreFields.KeyFault(Key.Trim()))
        .Add(nameof(Domains), StoreFields.DomainsFault(StoreFields.SplitDomains(Domains)))
        .Add(nameof(TimeZone), StoreFields.ZoneFault(TimeZone.Trim()))
        .Add(nameof(Currency), StoreFields.CurrencyFault(Currency.Trim()))
        .All;

    internal NewStore Store() => new(
        Name.Trim(), Key.Trim(), [.. StoreFields.SplitDomains(Domains).Select(StoreFields.HostOf).OfType<string>().Distinct()], TimeZone.Trim(), Currency.Trim().ToUpperInvariant());
}
