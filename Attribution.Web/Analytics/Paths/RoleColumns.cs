using Attribution.Web.Components;
using Attribution.Web.Components.Layout;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Analytics.Paths;

/// <summary>The columns of channels and their roles.</summary>
internal static class RoleColumns
{
    private static readonly Dictionary<string, Func<RoleFigures, decimal>> Figures = new()
    {
        ["orders"] = row => row.Orders,
        ["first"] = row => row.First,
        ["assisted"] = row => row.Assisted,
        ["last"] = row => row.Last,
        ["alone"] = row => row.Alone,
        ["assist_ratio"] = row => row.AssistRatio ?? decimal.MaxValue,
    };

    /// <param name="orders">Orders with a journey.</param>
    public static IReadOnlyList<TableColumn<RoleFigures>> Of(ReportView view, long orders) =>
    [
        new("channel", "Channel", row => builder => Name(builder, row, view)) { Keep = true },
        new("orders", "In the path", row => builder => Share(builder, row, view, orders)) { Tip = "Orders whose journey holds the channel, and their part of all orders with a journey." },
        Count("first", "First", row => row.First, view, "Orders whose journey it began", "firstTouch"),
        Count("assisted", "Assisted", row => row.Assisted, view, MetricDefinitions.Of("assisted").Tip, null),
        Count("last", "Last", row => row.Last, view, "Orders whose journey it ended", "lastTouch"),
        Count("alone", "Alone", row => row.Alone, view, "Orders whose journey holds no other channel", null),
        new("assist_ratio", "Assist ratio", row => builder => builder.AddContent(0, view.Formats.Number(row.AssistRatio, 2)))
        {
            Keep = true,
            Tip = "Assisted ÷ last; – for a channel that never came last.",
        },
    ];

    /// <summary>Rows in the order that the address asks for, as they are where it does not.</summary>
    public static IReadOnlyList<RoleFigures> Sorted(IReadOnlyList<RoleFigures> rows, ReportView view)
    {
        var url = view.Url;
        if (url.Sort == "channel")
        {
            var byName = rows.OrderBy(row => view.Colours.NameOf(row.Channel), StringComparer.Ordinal);
            return [.. url.Descending ? byName.Reverse() : byName];
        }

        return url.Sort is not { } sort || !Figures.TryGetValue(sort, out var figure) ? rows : [.. url.Descending ? rows.OrderByDescending(figure) : rows.OrderBy(figure)];
    }

    // The figure leads to its orders, where there is a page of them.
    private static TableColumn<RoleFigures> Count(string id, string name, Func<RoleFigures, long> figure, ReportView view, string tip, string? filter) => new(id, name, row => builder =>
    {
        if (filter is null || figure(row) == 0 || !PageAccess.Exists(Urls.Orders))
        {
            builder.AddContent(0, view.Formats.Count(figure(row)));
            return;
        }

        builder.OpenElement(1, "a");
        builder.AddAttribute(2, "class", "plain");
        builder.AddAttribute(3, "href", Urls.Of(Urls.Orders, view.Url with { Filters = [new(filter, row.Channel)], Open = [], Sort = null, Descending = false, Metric = null }));
        builder.AddAttribute(4, "title", "Show these orders");
        builder.AddContent(5, view.Formats.Count(figure(row)));
        builder.CloseElement();
    })
    { Tip = tip };

    private static void Share(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder, RoleFigures row, ReportView view, long orders)
    {
        var share = orders > 0 ? (decimal)row.Orders / orders : 0;
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "role-share");
        builder.OpenElement(2, "span");
        builder.AddContent(3, view.Formats.Count(row.Orders));
        builder.CloseElement();
        builder.OpenComponent<ShareBar>(4);
        builder.AddComponentParameter(5, nameof(ShareBar.Channel), row.Channel);
        builder.AddComponentParameter(6, nameof(ShareBar.Share), share);
        builder.AddComponentParameter(7, nameof(ShareBar.Text), view.Formats.Rate(share, 1));
        builder.CloseComponent();
        builder.CloseElement();
    }

    private static void Name(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder, RoleFigures row, ReportView view)
    {
        builder.OpenComponent<ChannelChip>(0);
        builder.AddComponentParameter(1, nameof(ChannelChip.Channel), row.Channel);
        builder.AddComponentParameter(2, nameof(ChannelChip.Href), Urls.Of(Urls.Paths, view.With("pathContains", row.Channel)));
        builder.CloseComponent();
    }
}
