using System.Globalization;
using Attribution.Domain;

namespace Attribution.Web.Components;

/// <summary>What a report page works with, cascaded by the layout: the store, the address as it was read, and how figures are written.</summary>
/// <param name="Notes">What of the address was dropped.</param>
public sealed record ReportView(FrameStore Store, ReportUrl Url, IReadOnlyList<string> Notes, Formats Formats, ChannelColours Colours)
{
    /// <summary>The days in view.</summary>
    public DateRange Days => Store.Scope.DaysOf(Url);

    /// <summary>The days they are compared with; null where comparing is off.</summary>
    public DateRange? Compared => Store.Scope.ComparedOf(Url);

    /// <summary>The model in view.</summary>
    public FrameModel Model => Store.ModelOf(Url);

    /// <summary>How many of the last days in view are not sealed.</summary>
    public int OpenDays => Store.SealedThrough is { } through ? Math.Clamp(Days.Last.DayNumber - through.DayNumber, 0, Days.Days) : Days.Days;

    /// <summary>The store's minor units of an amount in major units, as reports hold it.</summary>
    public long Minor(decimal major)
    {
        for (var digit = 0; digit < Store.Exponent; digit++)
        {
            major *= 10;
        }

        return (long)Math.Round(major, MidpointRounding.AwayFromZero);
    }

    /// <summary>The same page with one more value of a filter let through.</summary>
    public ReportUrl With(string filter, string value) => Url.With(new ReportFilter(filter, value));

    /// <summary>The earlier period in words, such as "the 90 days before"; empty where comparing is off.</summary>
    public string ComparedName => Compared is null ? "" : Days.Days == 1 ? "the day before" : $"the {Days.Days} days before";

    /// <summary>Reads an address for a store, in the user's culture.</summary>
    public static ReportView Of(FrameStore store, string address, CultureInfo culture)
    {
        var read = ReportUrlReader.Read(address, store.Scope);
        return new(store, read.Url, read.Notes, new(culture, store.Currency, store.Exponent), new(store.OwnChannels));
    }
}
