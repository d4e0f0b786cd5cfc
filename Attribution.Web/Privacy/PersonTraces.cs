using System.Text;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>
/// What names a person in passing: answers that are kept for a day so that a retry gets the same one, the content of platforms' calls that
/// could not be taken yet, and refunds that wait for their order.
/// </summary>
internal sealed class PersonTraces(AttributionDb db, int store, Person person, CancellationToken cancellationToken)
{
    private readonly string[] names =
    [
        .. person.Users, .. person.Visitors, .. person.Emails, .. person.Sessions, .. person.Touches.Select(touch => touch.ToString()),
        .. person.Orders.Select(order => $"\"orderId\":\"{order}\""),
    ];

    public async Task Delete()
    {
        await Answers();
        await Deliveries();
        List<string> orders = [.. person.Orders];
        await db.WaitingRefunds.Where(row => row.StoreId == store && orders.Contains(row.OrderId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Reason, ""), cancellationToken);
    }

    // The ids in the calls themselves still make a retry harmless.
    private async Task Answers()
    {
        var keys = new List<string>();
        await foreach (var answer in db.KeptAnswers.Where(row => row.StoreId == store).Select(row => new { row.Key, row.Body }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Names(Encoding.UTF8.GetString(answer.Body)) || Names(answer.Key))
            {
                keys.Add(answer.Key);
            }
        }

        foreach (var part in keys.Chunk(PersonFinder.MostIds))
        {
            List<string> ids = [.. part];
            await db.KeptAnswers.Where(row => row.StoreId == store && ids.Contains(row.Key)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    // A call that was taken has no content any more; its id stays, so that a second copy is known.
    private async Task Deliveries()
    {
        var open = await db.WebhookDeliveries.Where(row => row.StoreId == store && row.Body != "")
            .Select(row => new { row.Kind, row.DeliveryId, row.OrderId, row.Body }).ToListAsync(cancellationToken);
        foreach (var call in open.Where(row => person.Orders.Contains(row.OrderId) || Names(row.Body)))
        {
            await db.WebhookDeliveries.Where(row => row.StoreId == store && row.Kind == call.Kind && row.DeliveryId == call.DeliveryId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Body, "").SetProperty(row => row.State, "failed").SetProperty(row => row.Note, "Its content was dropped: the person was erased."),
                cancellationToken);
        }
    }

    private bool Names(string text) => names.Any(name => text.Contains(name, StringComparison.Ordinal));
}
