using System.Text.Json;

namespace Attribution.Tests.Analytics;

internal static class ReportSteps
{
    /// <summary>A report as the server key of a store gets it.</summary>
    public static async Task<JsonElement> Report(this HttpClient caller, string pathAndQuery)
    {
        using var answer = await caller.GetAsync("/api/analytics/attribution/" + pathAndQuery);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static decimal Number(this JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    public static IEnumerable<string> Names(this JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
