using System.Text.Json;
using Attribution.Domain.Conversions;
using Attribution.Web.Http;

namespace Attribution.Web.Conversions;

/// <summary>Orders and leads over HTTP. Three base paths lead to the same place; they differ in the type where none is sent.</summary>
internal static class ConversionEndpoints
{
    private const int MaxBatch = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/api/conversions"), "Conversion", ConversionTypes.Sale);
        Map(routes.MapGroup("/api/orders"), "Order", ConversionTypes.Sale);
        Map(routes.MapGroup("/api/leads"), "Lead", ConversionTypes.Signup);
    }

    private static void Map(RouteGroupBuilder group, string noun, string defaultType)
    {
        group.WithTags("Conversions").RequireAuthorization(Policies.Conversions);
        group.MapPost("", (ServerCall call, Orders orders, TimeProvider clock) => Record(call, orders, clock, defaultType))
            .WithName($"Record{noun}").WithSummary("Record one order or lead").Produces<OrderReceipt>(201).Produces<OrderReceipt>().ProducesProblem(400).ProducesProblem(409);
        group.MapPost("/batch", (ServerCall call, Orders orders, TimeProvider clock) => RecordBatch(call, orders, clock, defaultType))
            .WithName($"Record{noun}Batch").WithSummary("Record up to 1,000 orders or leads").Produces<BatchReceipt>().ProducesProblem(400);
        group.MapPost("/{orderId}/refunds", Refund)
            .WithName($"Refund{noun}").WithSummary("Book a refund of an order").Produces<RefundReceipt>(201).Produces<RefundReceipt>().Produces<WaitingReceipt>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapPatch("/{orderId}", ChangeStatus)
            .WithName($"Change{noun}Status").WithSummary("Complete or cancel an order").Produces<OrderReceipt>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static Task<IResult> Record(ServerCall call, Orders orders, TimeProvider clock, string defaultType) => call.RunOnce(async (store, body) =>
    {
        var faults = new Faults();
        if (new ConversionReading(store, clock.GetUtcNow()).Order(body, defaultType, faults) is not { } request)
        {
            return Problem.Validation("The order was not accepted", faults.ToDictionary());
        }

        return await orders.Record(store, request, call.Aborted) switch
        {
            OrderOutcome.Created created => TypedResults.Json(OrderReceipt.Of(created.Order), statusCode: StatusCodes.Status201Created),
            OrderOutcome.Duplicate known => TypedResults.Json(OrderReceipt.Of(known.Order)),
            OrderOutcome.Conflict => Problem.Conflict(
                "The order is there already, with other content",
                "An id names one order for good. Send a new order under its own id; book money that goes back at /refunds; change the status with PATCH."),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    });

    private static Task<IResult> RecordBatch(ServerCall call, Orders orders, TimeProvider clock, string defaultType) => call.RunOnce(async (store, body) =>
    {
        var faults = new Faults();
        if (Elements(body, faults) is not { } elements)
        {
            return Problem.Validation("The batch was not accepted", faults.ToDictionary());
        }

        var reading = new ConversionReading(store, clock.GetUtcNow());
        var read = elements.Select(element => Read(element, reading, defaultType)).ToList();
        var outcomes = new Queue<OrderOutcome>(await orders.Record(store, [.. read.Select(one => one.Request).OfType<ConversionRequest>()], call.Aborted));
        return TypedResults.Json(new BatchReceipt(
            [.. read.Select(one => one.Request is { } request ? new BatchItem(request.OrderId, NameOf(outcomes.Dequeue())) : one.Refused!)]));
    });

    private static Task<IResult> Refund(HttpContext context, ServerCall call, Orders orders, TimeProvider clock, string orderId) => call.RunOnce(async (store, body) =>
    {
        var faults = new Faults();
        if (new ConversionReading(store, clock.GetUtcNow()).Refund(body, faults) is not { } request)
        {
            return Problem.Validation("The refund was not accepted", faults.ToDictionary());
        }

        return await orders.Refund(store, PathText.Of(context, orderId), request, call.Aborted) switch
        {
            RefundOutcome.Created created => TypedResults.Json(RefundReceipt.Of(created.Order, created.Refund), statusCode: StatusCodes.Status201Created),
            RefundOutcome.Duplicate known => TypedResults.Json(RefundReceipt.Of(known.Order, known.Refund)),
            RefundOutcome.Waiting waiting => TypedResults.Json(WaitingReceipt.Of(waiting), statusCode: StatusCodes.Status202Accepted),
            RefundOutcome.Conflict => Problem.Conflict("The refund is there already, with other content", "A refund's id names one refund of its order for good. Send another refund under its own id."),
            RefundOutcome.NotBooked order => Problem.Conflict($"The order is {order.Status}", "It never counted, so nothing can go back. Complete it first, or cancel it with PATCH."),
            RefundOutcome.Refused refused => Problem.Validation("The refund was not accepted", "amount", refused.Fault),
            _ => Problem.NotFound(),
        };
    });

    private static Task<IResult> ChangeStatus(HttpContext context, ServerCall call, Orders orders, string orderId) => call.RunOnce(async (store, body) =>
    {
        var faults = new Faults();
        if (ConversionReading.NewStatus(body, faults) is not { } status)
        {
            return Problem.Validation("The status was not accepted", faults.ToDictionary());
        }

        return await orders.ChangeStatus(store, PathText.Of(context, orderId), status, call.Aborted) switch
        {
            StatusOutcome.Changed changed => TypedResults.Json(OrderReceipt.Of(changed.Order)),
            StatusOutcome.NotAllowed order => Problem.Conflict(
                $"The order is {order.Status}", "A pending order can be completed or cancelled, a completed one cancelled. Send any other change as a new order."),
            _ => Problem.NotFound(),
        };
    });

    private static (ConversionRequest? Request, BatchItem? Refused) Read(JsonElement element, ConversionReading reading, string defaultType)
    {
        var faults = new Faults();
        return reading.Order(element, defaultType, faults) is { } request ? (request, null) : (null, new BatchItem(IdOf(element), "invalid", faults.ToDictionary()));
    }

    private static IReadOnlyList<JsonElement>? Elements(JsonElement root, Faults faults)
    {
        IReadOnlyList<JsonElement> elements;
        if (root.ValueKind == JsonValueKind.Array)
        {
            elements = [.. root.EnumerateArray()];
        }
        else
        {
            var fields = new JsonFields(root, faults);
            elements = fields.List("items", int.MaxValue);
            fields.RefuseOthers();
        }

        if (!faults.Any && elements.Count is 0 or > MaxBatch)
        {
            faults.Add("items", $"These are {elements.Count} orders. Send 1 to {MaxBatch} at a time.");
        }

        return faults.Any ? null : elements;
    }

    private static string NameOf(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Created => "created",
        OrderOutcome.Duplicate => "duplicate",
        _ => "conflict",
    };

    private static string? IdOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && new JsonFields(element, new Faults()).Id("orderId", 100) is { Length: > 0 } id ? id : null;
}
