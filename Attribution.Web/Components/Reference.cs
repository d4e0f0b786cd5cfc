using System.Security.Cryptography;

namespace Attribution.Web.Components;

/// <summary>The short id of a failure: shown on the card, written to the log.</summary>
internal static class Reference
{
    // Without letters and digits that are taken for each other when read out.
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    internal static string Next() => RandomNumberGenerator.GetString(Signs, 4);
}
