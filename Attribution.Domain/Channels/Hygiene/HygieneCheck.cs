using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels.Hygiene;

/// <summary>Finds what is wrong with the links of a store: the same touches give the same findings.</summary>
public static class HygieneCheck
{
    private static readonly (string Name, Func<CampaignTags, string> Of)[] Fields =
    [
        ("utm_source", tags => tags.Source), ("utm_medium", tags => tags.Medium), ("utm_campaign", tags => tags.Campaign),
        ("utm_content", tags => tags.Content), ("utm_term", tags => tags.Term), ("utm_id", tags => tags.Id),
    ];

    /// <summary>Every finding, those that concern most touches first.</summary>
    /// <param name="touches">The tagged touches of a store, by distinct tags.</param>
    /// <param name="convention">How the store writes its tags; null where it has not chosen, so that the most frequent spelling is the right one.</param>
    public static IReadOnlyList<HygieneFinding> Of(IReadOnlyList<TaggedTouches> touches, NamingConvention? convention)
    {
        var found = new FindingTally();
        foreach (var link in touches)
        {
            OfValues(link, found);
            OfLink(link, found);
        }

        var spellings = new SpellingCheck(touches, convention);
        spellings.AddTo(found);
        foreach (var link in touches)
        {
            OfMeaning(link, convention, spellings, found);
        }

        return found.InOrder();
    }

    // What a value shows by itself.
    private static void OfValues(TaggedTouches link, FindingTally found)
    {
        foreach (var (name, of) in Fields)
        {
            var raw = of(link.Raw);
            if (raw.Length == 0)
            {
                continue;
            }

            var written = TagText.Written(raw);
            if (TagText.HoldsMail(written) || TagText.HoldsMail(TagText.Clean(raw)))
            {
                found.Add(HygieneKinds.PersonalData, name, "an e-mail address", "", link);
            }
            else if (TagText.IsMacro(written))
            {
                found.Add(HygieneKinds.UnexpandedMacro, name, written, "", link);
            }
            else if (PercentText.HasEscape(written))
            {
                found.Add(HygieneKinds.DoubleEncoded, name, written, TagText.Clean(raw), link);
            }
        }
    }

    // What was odd about the link as a whole.
    private static void OfLink(TaggedTouches link, FindingTally found)
    {
        if (link.Raw == CampaignTags.None)
        {
            return;
        }

        if (link.Flags.Contains("self_referral"))
        {
            found.Add(HygieneKinds.InternalLink, "", Described(link.Raw), "", link);
        }

        if (link.Flags.Contains(HygieneKinds.MalformedQuery))
        {
            found.Add(HygieneKinds.MalformedQuery, "", Described(link.Raw), "", link);
        }

        if (link.Flags.Contains(HygieneKinds.InvalidText))
        {
            found.Add(HygieneKinds.InvalidText, "", Described(link.Raw), "", link);
        }
    }

    // What no rule understood, where no slip of the finger explains it.
    private static void OfMeaning(TaggedTouches link, NamingConvention? convention, SpellingCheck spellings, FindingTally found)
    {
        var (source, medium) = (TagText.Written(link.Raw.Source), TagText.Written(link.Raw.Medium));
        if (medium.Length > 0 && !TagText.IsMacro(medium) && !spellings.IsMisspelt("utm_medium", medium))
        {
            if (link.Channel == "other")
            {
                found.Add(HygieneKinds.UnknownMedium, "utm_medium", medium, "", link);
            }
            else if (convention is { Mediums.Count: > 0 } && convention.Medium(medium) is null)
            {
                found.Add(HygieneKinds.NotAllowed, "utm_medium", medium, spellings.Allowed(medium), link);
            }
        }
        else if (medium.Length == 0 && link.Channel == "other" && !spellings.IsMisspelt("utm_source", source))
        {
            found.Add(HygieneKinds.UnknownTags, "", Described(link.Raw), "", link);
        }
    }

    private static string Described(CampaignTags tags) => string.Join(
        " / ",
        new[] { tags.Source, tags.Medium, tags.Campaign }.Select(raw => TagText.Written(raw) is { Length: > 0 } written && !TagText.HoldsMail(written) ? written : "–"));
}
