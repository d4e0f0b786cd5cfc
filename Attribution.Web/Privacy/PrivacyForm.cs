using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Privacy;

/// <summary>What an admin may set about privacy, as typed. Only what stands here can be set.</summary>
internal sealed record PrivacyForm
{
    public string ConsentDefault { get; set; } = "";

    public bool SignedUsersOnly { get; set; }

    /// <summary>Months, 1 to 120.</summary>
    public int RetentionMonths { get; set; }

    /// <summary>Whether the admin has seen what a shorter retention deletes.</summary>
    public bool Confirmed { get; set; }

    public static PrivacyForm Of(StoreSettings store) => new()
    {
        ConsentDefault = store.ConsentDefault,
        SignedUsersOnly = store.SignedUsersOnly,
        RetentionMonths = store.RetentionMonths,
    };

    public IReadOnlyDictionary<string, string> Faults(StoreRow row) => new FieldFaults()
        .Add(nameof(ConsentDefault), StoreFields.ConsentFault(ConsentDefault))
        .Add(nameof(RetentionMonths), StoreFields.RetentionFault(RetentionMonths, row.LookbackDays))
        .Add(nameof(Confirmed), RetentionMonths < row.RetentionMonths && !Confirmed ? "A shorter retention deletes rows for good: look at what goes, and confirm it." : null)
        .All;
}
