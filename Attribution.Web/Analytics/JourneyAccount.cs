using Attribution.Domain.Channels;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Analytics;

/// <summary>Tells where one order came from: its touches, and what every model gave each of them.</summary>
internal sealed class JourneyAccount(JourneyFacts facts)
{
    // What was credited before holds no data-driven model's credit.
    private static readonly IReadOnlyDictionary<string, OrderMark> NoMarks = new Dictionary<string, OrderMark>();

    private readonly StoreSettings store = facts.Store;
    private readonly OrderRow order = facts.Order;

    public JourneyReport Of(ReportHead head)
    {
        var attribution = facts.Holding.Attribution;
        return new JourneyReport(head)
        {
            OrderId = order.OrderId,
            Type = order.Type,
            Status = order.Status,
            OccurredAt = order.OccurredAt.UtcDateTime,
            BookedOn = order.BookedOn,
            Value = Major(order.ValueMinor),
            Refunded = Major(order.RefundedMinor),
            MatchedBy = order.MatchedBy,
            Verified = !order.IsUnverified,
            Anonymised = order.AnonymisedAt is not null,
            LookbackDays = store.LookbackDays,
            JourneyScope = store.JourneyScope,
            Touches = Touches(attribution),
            Models = Models(attribution, facts.Fits.Marks),
            Sessions = [.. facts.Sessions.Select(session => new JourneySession(session.StartedAt.UtcDateTime, session.LastActivityAt.UtcDateTime, session.TouchCount, session.Pages))],
            Refunds = [.. facts.Refunds.Select(refund => new JourneyRefund(refund.RefundId, refund.OccurredAt.UtcDateTime, refund.BookedOn, Major(refund.AmountMinor)))],
            LeftOut = new LeftOutTouches(store, order).Of(facts.Others),
            LeftOutCount = facts.Others.Count,
            Revision = facts.Holding.Revision,
            Cause = facts.Holding.Cause,
            CreditedAt = facts.Holding.At.UtcDateTime,
            Earlier = [.. facts.Creditings.SkipLast(1).Select(one => new JourneyRevision(one.Revision, one.Cause, one.At.UtcDateTime, Touches(one.Attribution), Models(one.Attribution, NoMarks)))],
        };
    }

    private decimal Major(long minor) => Cells.Major(minor, store.Currency);

    private IReadOnlyList<JourneyTouch> Touches(MarketingAttribution? attribution)
    {
        var touches = attribution?.Touches ?? [];
        return [.. touches.Select((touch, i) => Touch(touch, i + 1 < touches.Count ? touches[i + 1].OccurredAt : order.OccurredAt))];
    }

    private JourneyTouch Touch(AttributedTouch touch, DateTimeOffset next)
    {
        var known = facts.Touches.GetValueOrDefault(touch.Id);
        var session = known is null ? -1 : facts.Sessions.ToList().FindIndex(row => row.SessionId == known.SessionId);
        return new(
            touch.Id, touch.OccurredAt.UtcDateTime, touch.Channel, touch.SubChannel, touch.Source, touch.Medium, touch.Campaign, Math.Round((order.OccurredAt - touch.OccurredAt).TotalHours, 2))
        {
            Reason = known?.Reason,
            Flags = known?.Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            SecondsToNext = (long)(next - touch.OccurredAt).TotalSeconds,
            Session = session >= 0 ? session : null,
        };
    }

    // The models of today, then what the order was split by and is no longer offered.
    private IReadOnlyList<JourneyModel> Models(MarketingAttribution? attribution, IReadOnlyDictionary<string, OrderMark> marks) =>
        attribution is null ? [] : [.. store.ActiveModels.Union(attribution.Credits.Keys.Order(StringComparer.Ordinal)).Select(model => Model(attribution, model, marks.GetValueOrDefault(model)))];

    private JourneyModel Model(MarketingAttribution attribution, string id, OrderMark? mark)
    {
        var own = attribution.Credits.ContainsKey(id);
        var (credited, credits) = (own ? id : ModelIds.Linear, attribution.CreditsUnder(id)!);
        var name = NameOf(id);
        var version = own && attribution.ModelVersions.TryGetValue(id, out var found) ? found : (int?)null;
        var parameters = version is { } number ? facts.Parameters.GetValueOrDefault((id, number)) : null;
        var why = JourneyWords.Why(credited, Named(attribution), credits, store.Currency);
        var reasons = new CreditReasons(credited, NameOf(credited), attribution.Touches, credits, parameters ?? new Dictionary<string, double>())
        {
            Custom = id == ModelIds.Custom ? facts.Custom.GetValueOrDefault(version ?? 0) : null,
            Mark = mark,
        };
        return new JourneyModel(
            id, name, version, Credits(attribution, credits, reasons),
            own ? $"{why}{(mark is null ? "" : Marked(mark))}"
                : facts.Fits.Notes.TryGetValue(id, out var note) ? $"{note} {why}"
                : $"{name}: the order came before this model was offered, so what linear says stands in. {why}")
        {
            Parameters = parameters ?? new Dictionary<string, double>(),
            StandIn = !own,
            Mark = mark?.Id,
        };
    }

    private string Marked(OrderMark mark)
    {
        var names = string.Join(" and ", mark.NewChannels.Order(StringComparer.Ordinal).Select(ChannelOf));
        var (are, weigh) = mark.NewChannels.Count == 1 ? ("is", "weighs") : ("are", "weigh");
        return mark.Mark switch
        {
            FitMark.NewChannel => $" {names} {are} new to that day's fit, and {weigh} the mean of the channels it knows.",
            FitMark.Linear when mark.NewChannels.Count > 0 => $" {names} {are} new to that day's fit, so the path is split as linear does.",
            FitMark.Linear => " That day's fit saw these channels only where nothing was bought, so the path is split as linear does.",
            _ => "",
        };
    }

    private IReadOnlyList<TouchCredit> Credits(MarketingAttribution attribution, CreditSplit credits, CreditReasons reasons)
    {
        var refunded = order.RefundedMinor == 0 ? new long[attribution.Touches.Count] : RefundSplit.Of(credits, 0, order.RefundedMinor);
        return
        [
            .. attribution.Touches.Select((touch, i) => new TouchCredit(touch.Id, touch.Channel, Cells.Millionths(credits.Millionths[i]), Major(credits.Minor[i]))
            {
                Refunded = Major(refunded[i]),
                Reason = JourneyWords.OfTouch(ChannelOf(touch.Channel), credits.Millionths[i], credits.Minor[i], reasons.Of(i), store.Currency),
                New = reasons.Mark?.NewChannels.Contains(touch.Channel) ?? false,
            }),
        ];
    }

    // Words call a store's own channel by its name, not by its id.
    private MarketingAttribution Named(MarketingAttribution attribution) => attribution.Touches.All(touch => MarketingChannel.IsKnown(touch.Channel))
        ? attribution
        : attribution with { Touches = [.. attribution.Touches.Select(touch => MarketingChannel.IsKnown(touch.Channel) ? touch : touch with { Channel = ChannelOf(touch.Channel) })] };

    private string ChannelOf(string channel) => store.OwnChannels.FirstOrDefault(own => own.Id == channel)?.Name ?? MarketingChannel.NameOf(channel);

    private static string NameOf(string model) => ModelCatalog.Find(model)?.Name ?? model switch
    {
        ModelIds.Markov => "Markov",
        ModelIds.Shapley => "Shapley",
        ModelIds.Custom => "Custom",
        _ => model,
    };
}
