using System.Globalization;
using Attribution.Domain.Channels;
using Attribution.Web.Components;
using Attribution.Web.Http;
using Attribution.Web.Storage.Ingest;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Live;

/// <summary>Shows what arrives while it arrives. A look each second at what is in memory costs next to nothing, and is drawn only where something changed.</summary>
public sealed partial class LivePage
{
    private const int ShownFirst = 15;
    private const int ChecksEvery = 30;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LiveList _list = new();
    private LiveFigures? _figures;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private DateTimeOffset? _newestAt;
    private IReadOnlyList<SeenHit> _shown = [];
    private SeenHit? _open;
    private int _rows = ShownFirst;
    private string? _drawn;
    private bool _paused;
    private bool _watching;
    private bool _isLost;

    /// <summary>Which hits are listed.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    [CascadingParameter]
    private ReportView? View { get; set; }

    [Inject]
    private LiveQueries Queries { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private bool Allowed => !_isLost && Membership?.Can(Roles.Analyst) == true;

    private bool IsAdmin => Membership?.Can(Roles.Admin) == true;

    // A line that is open is being read: nothing moves under it.
    private bool IsHeld => _paused || _open is not null;

    private string Since => TimeZoneInfo.ConvertTime(_figures!.Since, _zone).ToString("g", CultureInfo.CurrentCulture);

    private string WaitingText => _list.Waiting >= SeenRing.Capacity ? $"{SeenRing.Capacity} or more new hits" : _list.Waiting == 1 ? "1 new hit" : $"{_list.Waiting} new hits";

    private string ListCaption
    {
        get
        {
            var count = _list.Filter.CountIn(_figures!.Seen);
            var shown = _shown.Sum(hit => hit.Hits);
            return count > shown ? $"The newest {shown} of {View?.Formats.Count(count)} in the last 30 minutes" : "The last 30 minutes, newest first";
        }
    }

    private string Answer
    {
        get
        {
            var taken = _figures!.Of(SeenOutcome.Touch) + _figures.Of(SeenOutcome.Activity);
            var hits = taken == 1 ? "1 hit was" : $"{View?.Formats.Count(taken)} hits were";
            var refused = _figures.Of(SeenOutcome.Refused) is > 0 and var count ? $", {View?.Formats.Count(count)} refused" : "";
            return taken > 0 ? $"Yes. {hits} taken in the last 30 minutes{refused}."
                : _newestAt is null ? $"Nothing has arrived yet{refused}."
                : $"Nothing was taken in the last 30 minutes{refused}. The newest touch is of {TimeZoneInfo.ConvertTime(_newestAt.Value, _zone).ToString("g", CultureInfo.CurrentCulture)}.";
        }
    }

    private RenderFragment EmptyList => _newestAt is null && _list.Filter == LiveFilter.All ? NothingYet : NothingOfIt;

    /// <inheritdoc />
    protected override async Task Load()
    {
        if (!Allowed)
        {
            return;
        }

        var store = Membership!.Store;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(store.TimeZone);
        (_open, _rows) = (null, ShownFirst);
        _newestAt = await Queries.NewestTouchAt(store, Leaving);
        _list.Open(LiveFilter.Of(Show), Queries.SeenBy(store), await Queries.Stored(store, Leaving), Queries.Now);
        Look();
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (!_watching && Allowed)
        {
            _watching = true;
            _ = Watch();
        }
    }

    private string AddressOf(LiveFilter filter)
    {
        var store = new ReportUrl { Store = View?.Url.Store }.ToQuery();
        return Urls.Live + (filter.Id.Length == 0 ? store : $"{store}{(store.Length == 0 ? '?' : '&')}show={filter.Id}");
    }

    private Resolution Resolve(Landing landing) => Collector.Resolve(Membership!.Store, landing);

    private void Pause()
    {
        if (IsHeld)
        {
            Continue();
            return;
        }

        _paused = true;
    }

    private void Continue()
    {
        (_paused, _open) = (false, null);
        _list.Advance(Queries.SeenBy(Membership!.Store), isHeld: false, Queries.Now);
        Look();
    }

    private void Toggle(SeenHit? hit)
    {
        _open = hit;
        if (!IsHeld)
        {
            Continue();
        }
    }

    private void ShowMore()
    {
        _rows += ShownFirst;
        Look();
    }

    private void Look()
    {
        _figures = Queries.Figures(Membership!.Store);
        _shown = [.. _list.Hits.Take(_rows)];
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(Second, Clock);
        try
        {
            for (var looks = 1; await timer.WaitForNextTickAsync(Leaving); looks++)
            {
                var check = looks % ChecksEvery == 0;
                await InvokeAsync(() => Refresh(check));
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (ObjectDisposedException)
        {
            // So it was, between two looks.
        }
    }

    private async Task Refresh(bool check)
    {
        // A role may be taken away while the page is open.
        if (check && (await Current.Find(StoreKey, Leaving))?.Can(Roles.Analyst) != true)
        {
            _isLost = true;
        }

        if (!Allowed)
        {
            _figures = null;
            StateHasChanged();
            return;
        }

        _list.Advance(Queries.SeenBy(Membership!.Store), IsHeld, Queries.Now);
        Look();
        _newestAt ??= _shown.Count > 0 ? _shown[0].At : null;
        if (_drawn != (_drawn = Fingerprint()))
        {
            StateHasChanged();
        }
    }

    // What the eye could see change.
    private string Fingerprint() => string.Join(
        '|', _shown.Count > 0 ? _shown[0].Number : 0, _shown.Sum(hit => hit.Hits), _shown.Count, _list.Waiting, _figures!.TouchesPerSecond, string.Join(',', _figures.Seen.HalfHour), string.Join(',', _figures.Course),
        _figures.Queue, _figures.CommitMedian, _figures.Fault, _figures.Seen.Strangers.Count, _figures.Seen.Domains.Sum(domain => domain.Hits), _figures.Seen.UntrustedProxyAt is null);
}
