using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Orders;

/// <summary>What of an order the grid shows.</summary>
public enum CreditPart
{
    /// <summary>Its value.</summary>
    Order,

    /// <summary>What went back of it.</summary>
    Refunds,

    /// <summary>What is left.</summary>
    Net,
}

/// <summary>Touches by models: what each touch got under each. It knows no model by name.</summary>
internal static class CreditGrid
{
    /// <summary>The models with the store's own first.</summary>
    public static IReadOnlyList<JourneyModel> Ordered(IReadOnlyList<JourneyModel> models, string first) => [.. models.OrderByDescending(model => model.Model == first)];

    /// <summary>Money of a cell.</summary>
    public static decimal Of(TouchCredit credit, CreditPart part) => part switch
    {
        CreditPart.Order => credit.Revenue,
        CreditPart.Refunds => -credit.Refunded,
        _ => credit.Revenue - credit.Refunded,
    };

    /// <summary>A column's sum: the order's value, to the cent.</summary>
    public static decimal Sum(JourneyModel model, CreditPart part) => model.Credits.Sum(credit => Of(credit, part));

    /// <summary>A step of the heat ramp.</summary>
    public static int Heat(decimal credit) => credit switch
    {
        0 => 0,
        < 0.12m => 1,
        < 0.25m => 2,
        < 0.5m => 3,
        _ => 4,
    };

    /// <summary>The model an address chooses; the store's own, else the first, where it chooses none of these.</summary>
    public static JourneyModel? Chosen(IReadOnlyList<JourneyModel> models, string? wanted, string standard) =>
        models.FirstOrDefault(model => model.Model == wanted) ?? models.FirstOrDefault(model => model.Model == standard) ?? (models.Count > 0 ? models[0] : null);

    /// <summary>Answers "Where did this order come from, and why that split?" in two sentences.</summary>
    public static string Answer(JourneyReport report, IReadOnlyList<JourneyTouch> touches, JourneyModel? model, ReportView view)
    {
        if (touches.Count == 0 || model is null)
        {
            return report.Anonymised ? "The person behind this order was erased." : "No touch came before this order, so nobody earns it.";
        }

        var (first, last) = (view.Colours.NameOf(touches[0].Channel), view.Colours.NameOf(touches[^1].Channel));
        var way = touches.Count == 1
            ? $"One touch, by {first}, {StoreTimes.Length(report.OccurredAt - touches[0].OccurredAt)} before the order."
            : $"{view.Formats.Count(touches.Count)} touches over {StoreTimes.Length(report.OccurredAt - touches[0].OccurredAt)}, from {first} to {last}.";
        return $"{way} {Earner(report, model, view)}";
    }

    private static string Earner(JourneyReport report, JourneyModel model, ReportView view)
    {
        var value = report.Value == 0 ? "it" : view.Formats.MoneyOf(report.Value);
        var most = model.Credits.MaxBy(credit => credit.Credit)!;
        var name = view.Colours.NameOf(most.Channel);
        return model.Credits.Count == 1 ? $"It earns all of {value} under every model."
            : most.Credit == 1 ? $"Under {model.Name} {name} earns all of {value}."
            : most.Credit - model.Credits.Min(credit => credit.Credit) <= 0.000001m ? $"Under {model.Name} each earns {JourneyWords.PartOf(model.Credits.Count)} of {value}."
            : $"Under {model.Name} a touch by {name} earns most, {view.Formats.Rate(most.Credit, 1)} of {value}.";
    }
}
