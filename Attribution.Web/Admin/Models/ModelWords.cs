using System.Globalization;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;

namespace Attribution.Web.Admin.Models;

/// <summary>Says in words what a model is set to.</summary>
internal static class ModelWords
{
    /// <summary>A parameter as a person calls it, such as <c>Half life, hours</c>.</summary>
    public static string NameOf(ModelParameter parameter) => parameter.Unit is "hours" or "days" ? $"{parameter.Title}, {parameter.Unit}" : parameter.Title;

    /// <summary>The range of a parameter, such as <c>1 to 8,760 hours</c>.</summary>
    public static string RangeOf(ModelParameter parameter) => parameter.Unit == "0 or 1"
        ? "yes or no"
        : $"{parameter.Minimum.ToString("#,0.##", CultureInfo.CurrentCulture)} to {parameter.Maximum.ToString("#,0.##", CultureInfo.CurrentCulture)}{(parameter.Unit == "share" ? "" : " " + parameter.Unit)}";

    /// <summary>A parameter's value.</summary>
    public static string ValueOf(ModelParameter parameter, double value) => parameter.Unit == "0 or 1" ? (value == 0 ? "no" : "yes") : Number(value);

    /// <summary>A number in the user's culture.</summary>
    public static string Number(double value) => value.ToString("#,0.######", CultureInfo.CurrentCulture);

    /// <summary>What a rule looks at.</summary>
    public static string FieldOf(string field) => field switch
    {
        "channel" => "Channel",
        "source" => "Source",
        "medium" => "Medium",
        "campaign" => "Campaign",
        "touch_type" => "Touch type",
        "engagement" => "Engagement",
        _ => field,
    };

    /// <summary>When a rule matches, such as <c>Channel is Email</c>.</summary>
    public static string ConditionOf(WeightRuleText rule, Func<string, string> channelName) => rule.Field switch
    {
        "channel" => $"Channel is {channelName(rule.Value)}",
        "touch_type" => $"Touch type is {NameOfType(rule.Value)}",
        "engagement" => $"Engagement is at least {rule.Value}",
        _ => $"{FieldOf(rule.Field)} is {rule.Value}",
    };

    /// <summary>A touch type as a person calls it.</summary>
    public static string NameOfType(string type) => TouchTypes.IsKnown(type) ? type.Replace('_', ' ') : type;

    /// <summary>A model's name by its id.</summary>
    public static string NameOfModel(string id) => ModelCatalog.Find(id)?.Name ?? id;
}
