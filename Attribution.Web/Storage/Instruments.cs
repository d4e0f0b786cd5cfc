using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Attribution.Web.Storage;

/// <summary>
/// What the product measures of itself: one meter and one source of traces, both called <c>Attribution</c>. Labels come from small sets
/// (store keys, reasons, routes); never an address, a key, an id of a person or a URL. The names are documented in docs/operations.md.
/// </summary>
internal sealed class Instruments : IDisposable
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "Attribution";

    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly double[] Sizes = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];

    private readonly Counter<long> hits;
    private readonly Counter<long> ignored;
    private readonly Counter<long> refused;
    private readonly Counter<long> faults;
    private readonly Histogram<double> commits;
    private readonly Histogram<double> batches;
    private readonly Histogram<double> builds;
    private readonly Counter<long> reports;
    private readonly Histogram<double> api;
    private readonly UpDownCounter<long> circuits;
    private readonly Counter<long> jobs;
    private readonly Histogram<double> jobTimes;

    public Instruments(IMeterFactory meters)
    {
        // Its own by the factory, so that two servers in one process don't count each other's.
        Meter = meters.Create(Name);
        hits = Meter.CreateCounter<long>("attribution.ingest.hits", "{hit}", "Hits taken in, by what became of them: touch, activity or duplicate.");
        ignored = Meter.CreateCounter<long>("attribution.ingest.ignored", "{hit}", "Hits answered and not stored on purpose, by reason.");
        refused = Meter.CreateCounter<long>("attribution.ingest.refused", "{hit}", "Hits not taken, by reason.");
        faults = Meter.CreateCounter<long>("attribution.storage.faults", "{fault}", "Batches that could not be stored, so that their senders were told to come back.");
        commits = Time("attribution.ingest.commit.duration", "Time from the start of a batch's transaction until it is on disk.");
        batches = Meter.CreateHistogram("attribution.ingest.batch.size", "{hit}", "Hits committed together.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Sizes });
        builds = Time("attribution.snapshot.duration", "Time of a snapshot run of one store, by kind.");
        reports = Meter.CreateCounter<long>("attribution.report.reads", "{read}", "Reports read, by result: hit where the cache had it, else miss.");
        api = Time("attribution.api.duration", "Time of an API call, by route, method and status.");
        circuits = Meter.CreateUpDownCounter<long>("attribution.circuits", "{circuit}", "Open pages: circuits that are held now.");
        jobs = Meter.CreateCounter<long>("attribution.job.runs", "{run}", "Runs of jobs, by job and result: done or failed.");
        jobTimes = Time("attribution.job.duration", "Time of a job's run, by job.");
    }

    public Meter Meter { get; }

    /// <summary>Its own too: traces of two servers in one process stay apart.</summary>
    public ActivitySource Traces { get; } = new(Name);

    public void Hit(string store, string outcome) => hits.Add(1, new("store", store), new("outcome", outcome));

    public void Ignored(string store, string reason) => ignored.Add(1, new("store", store), new("reason", reason));

    /// <param name="store">Key of the store; empty where nobody knows which.</param>
    public void Refused(string store, string reason, int count) => refused.Add(count, new("store", store), new("reason", reason));

    /// <summary>A batch is on disk.</summary>
    public void Committed(int count, DateTimeOffset at, TimeSpan took)
    {
        commits.Record(took.TotalSeconds);
        batches.Record(count);
        using var trace = Traces.StartActivity("ingest.commit", ActivityKind.Internal, default(ActivityContext), startTime: at - took);
        trace?.SetTag("attribution.hits", count);
        trace?.SetEndTime(at.UtcDateTime);
    }

    public void StorageFault() => faults.Add(1);

    /// <summary>A snapshot run of a store ended.</summary>
    public void SnapshotRun(string store, string kind, TimeSpan took, bool failed)
    {
        builds.Record(took.TotalSeconds, new("store", store), new("kind", kind));
        jobs.Add(1, new("job", "snapshot-" + kind), new("result", ResultOf(failed)));
    }

    public void ReportRead(bool fromCache) => reports.Add(1, new KeyValuePair<string, object?>("result", fromCache ? "hit" : "miss"));

    /// <param name="route">The route's pattern, never the path that was called.</param>
    public void ApiCall(string route, string method, string status, TimeSpan took) =>
        api.Record(took.TotalSeconds, new("route", route), new("method", method), new("status", status));

    public void CircuitOpened() => circuits.Add(1);

    public void CircuitClosed() => circuits.Add(-1);

    public void JobRun(string job, TimeSpan took, bool failed)
    {
        jobs.Add(1, new("job", job), new("result", ResultOf(failed)));
        jobTimes.Record(took.TotalSeconds, new KeyValuePair<string, object?>("job", job));
    }

    /// <summary>Lets a figure be asked for whenever somebody looks.</summary>
    public void Watch(string name, string unit, string description, Func<IEnumerable<Measurement<double>>> read) => Meter.CreateObservableGauge(name, read, unit, description);

    public void Dispose()
    {
        Traces.Dispose();
        Meter.Dispose();
    }

    private static string ResultOf(bool failed) => failed ? "failed" : "done";

    private Histogram<double> Time(string name, string description) =>
        Meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
}
