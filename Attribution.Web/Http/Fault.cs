using System.Globalization;
using System.Text.Encodings.Web;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace Attribution.Web.Http;

/// <summary>
/// What a caller is told when the app itself fails: that it did, and a reference under which the log has the cause. Nothing of the cause.
/// Where disk or database refuse, that passes: then when to come back.
/// </summary>
internal static partial class Fault
{
    private const string Title = "This failed on our side";
    private const string Detail = "What was sent may not have been stored. Try it again; if it fails again, tell who runs this server the reference.";

    private const string BusyTitle = "Nothing can be stored now";
    private const string BusyDetail = "Send it again as it was; Retry-After says when. What was stored before is known by its id and is not taken twice.";

    /// <summary>Outermost of what may fail: before authentication and the endpoints.</summary>
    public static void UseFaults(this WebApplication app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Answer, SuppressDiagnosticsCallback = _ => true });

    private static Task Answer(HttpContext context)
    {
        var reference = Problem.NewReference();
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Fault));
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (StorageFault.Why(failure) is { } why)
        {
            LogBusy(log, why, reference);
            return Busy(context, reference);
        }

        LogFault(log, failure, reference);
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? Page(context, Title, Detail, reference)
            : Problem.Write(context, StatusCodes.Status500InternalServerError, "fault", Title, $"{Detail} Reference: {reference}.", reference);
    }

    /// <summary>The answer while nothing can be stored.</summary>
    public static Task Busy(HttpContext context, string reference)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = StorageFault.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? Page(context, BusyTitle, BusyDetail, reference)
            : Problem.Write(context, StatusCodes.Status503ServiceUnavailable, "busy", BusyTitle, BusyDetail, reference);
    }

    private static Task Page(HttpContext context, string title, string detail, string reference)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><title>Attribution</title><h1>{title}</h1><p>{detail}</p><p>Reference {HtmlEncoder.Default.Encode(reference)}. <a href=\"/\">Overview</a></p></html>");
    }

    [LoggerMessage(2, LogLevel.Warning, "A request was told to come back, reference {Reference}: {Why}")]
    private static partial void LogBusy(ILogger logger, string why, string reference);

    [LoggerMessage(1, LogLevel.Error, "A request failed, reference {Reference}")]
    private static partial void LogFault(ILogger logger, Exception? failure, string reference);
}
