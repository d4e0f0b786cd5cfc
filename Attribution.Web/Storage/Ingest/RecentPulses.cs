namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// The pulses of late, by id. A browser sends each twice, when it leaves a page and, as nobody heard the answer, again later; a pulse
/// leaves no row that could tell. The oldest are forgotten: seconds counted twice then are no money.
/// </summary>
internal sealed class RecentPulses
{
    private const int Kept = 200_000;

    private readonly HashSet<(int Store, Guid Id)> known = [];
    private readonly Queue<(int Store, Guid Id)> order = new();

    public bool Contains((int Store, Guid Id) pulse) => known.Contains(pulse);

    public void Add(IEnumerable<(int Store, Guid Id)> pulses)
    {
        foreach (var pulse in pulses.Where(known.Add))
        {
            order.Enqueue(pulse);
            if (order.Count > Kept)
            {
                known.Remove(order.Dequeue());
            }
        }
    }
}
