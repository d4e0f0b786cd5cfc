using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Channels;

/// <summary>Rules as a server sends them.</summary>
internal static class RuleRequest
{
    private const int LongestNote = 500;

    /// <summary>Reads <c>{ "rules": […], "clickIds"?: {…}, "note"?, "basedOn"? }</c>; what is left out stays as it is. What is wrong stands in <paramref name="faults"/>.</summary>
    public static ChannelDraft Read(JsonElement body, StoreSettings store, Faults faults)
    {
        var fields = new JsonFields(body, faults);
        var rules = Rules(body, fields, faults);
        var clickIds = fields.Has("clickIds") ? ClickIds(fields.Object("clickIds")!) : store.Sites.ClickIds;
        var draft = new ChannelDraft(rules ?? store.Sites.Rules.All, clickIds, fields.Words("note", LongestNote), (int)(fields.Count("basedOn") ?? store.Sites.Rules.Version));
        fields.RefuseOthers();
        return draft;
    }

    private static IReadOnlyList<ChannelRule>? Rules(JsonElement body, JsonFields fields, Faults faults)
    {
        if (fields.List("rules", RuleCheck.MostRules).Count == 0)
        {
            return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("rules", out var none) && none.ValueKind == JsonValueKind.Array ? [] : null;
        }

        try
        {
            return RuleJson.Read(body.GetProperty("rules").GetRawText());
        }
        catch (FormatException fault)
        {
            faults.Add("rules", fault.Message);
            return null;
        }
    }

    private static Dictionary<string, ClickProof> ClickIds(JsonFields fields)
    {
        var meanings = new Dictionary<string, ClickProof>();
        foreach (var name in fields.Names)
        {
            var text = fields.Words(name, 20);
            if (Enum.TryParse<ClickProof>(text, ignoreCase: true, out var proof) && Enum.IsDefined(proof) && !char.IsAsciiDigit(text[0]))
            {
                meanings[name] = proof;
            }
            else
            {
                fields.Fault(name, "Send ad, network or affiliate.");
            }
        }

        return meanings;
    }
}
