using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Attribution.Web.Storage;

namespace Attribution.Web.Telemetry;

/// <summary>Adds up what this server's own meter measures, from its start on.</summary>
internal sealed class MetricListener : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricFamily> families = new();

    public MetricListener(Instruments instruments)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, instruments.Meter))
            {
                self.EnableMeasurementEvents(instrument, families.GetOrAdd(instrument, one => new MetricFamily(one)));
            }
        };
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Add(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Add(value, tags));
        listener.Start();
    }

    /// <summary>Every family, in the order of the names.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        listener.RecordObservableInstruments();
        return [.. families.Values.OrderBy(family => family.Instrument.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => listener.Dispose();
}
