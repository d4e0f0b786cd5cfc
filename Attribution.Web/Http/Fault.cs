using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Diagnostics;

namespace Attribution.Web.Http;

/// <summary>What a caller is told when the app itself fails: that it did, and a reference under which the log has the cause. Nothing of the cause.</summary>
internal static partial class Fault
{
    private const string Title = "This failed on our side";
    private const string Detail = "What was sent may not have been stored. Try it again; if it fails again, tell who runs this server the reference.";

    /// <summary>Outermost of what may fail: before authentication and the endpoints.</summary>
    public static void UseFaults(this WebApplication app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Answer, SuppressDiagnosticsCallback = _ => true });

    private static Task Answer(HttpContext context)
    {
        var reference = Problem.NewReference();
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Fault));
        LogFault(log, context.Features.Get<IExceptionHandlerFeature>()?.Error, reference);
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? Page(context, reference)
            : Problem.Write(context, StatusCodes.Status500InternalServerError, "fault", Title, $"{Detail} Reference: {reference}.", reference);
    }

    private static Task Page(HttpContext context, string reference)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><title>Attribution</title><h1>{Title}</h1><p>{Detail}</p><p>Reference {HtmlEncoder.Default.Encode(reference)}. <a href=\"/\">Overview</a></p></html>");
    }

    [LoggerMessage(1, LogLevel.Error, "A request failed, reference {Reference}")]
    private static partial void LogFault(ILogger logger, Exception? failure, string reference);
}
