using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>What a landing's tags say; texts are empty where a tag is not there or says nothing.</summary>
internal sealed record LandingTags
{
    public required SourceMeaning Source { get; init; }

    public required MediumMeaning Medium { get; init; }

    public required string Campaign { get; init; }

    /// <summary>The campaign as names are compared.</summary>
    public required string CampaignKey { get; init; }

    public required string Content { get; init; }

    public required string Term { get; init; }

    /// <summary>The tag <c>utm_id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The campaign's id, by whichever parameter named it.</summary>
    public required string CampaignId { get; init; }

    public required string AdId { get; init; }

    /// <summary>Partner code as sent, whether the store has it or not.</summary>
    public required string Partner { get; init; }

    /// <summary>The parameter that stood in for a source, such as <c>ref</c>; empty where none had to.</summary>
    public required string Reference { get; init; }

    public required CampaignTags Raw { get; init; }

    public required LandingFlags Flags { get; init; }

    /// <summary>Whether any tag is there that could decide a channel. Content and term never do.</summary>
    public bool HasAny => Source.Id.Length + Medium.Text.Length + Campaign.Length + Id.Length > 0;

    public static LandingTags Read(Landing landing, LandingQuery query, SourceCatalog catalog)
    {
        var stated = landing.Tags ?? CampaignTags.None;
        var tags = new TagReader(query, catalog.Cleaner);
        var source = tags.Word(stated.Source, TagNames.Source);
        var (meaning, reference) = source.Value.Length > 0
            ? (catalog.Sources.Read(source.Value), "")
            : StandIn(query, ref tags, catalog.Sources);
        var medium = tags.Word(stated.Medium, TagNames.Medium);
        var campaign = tags.Text(stated.Campaign, TagNames.Campaign, TagCleaner.TagLimit);
        var content = tags.Text(stated.Content, TagNames.Content, TagCleaner.TagLimit);
        var term = tags.Text(stated.Term, TagNames.Term, TagCleaner.TagLimit);
        var id = tags.Text(stated.Id, TagNames.Id, TagCleaner.TagLimit);
        var campaignId = tags.Text(landing.CampaignId, TagName.None, TagCleaner.IdLimit) is { Value.Length: > 0 } own ? own
            : id.Value.Length > 0 ? id
            : tags.Text("", TagNames.CampaignId, TagCleaner.IdLimit);

        return new LandingTags
        {
            Source = meaning,
            Medium = catalog.Mediums.Read(medium.Value),
            Campaign = campaign.Value,
            CampaignKey = CampaignLookup.KeyOf(campaign.Value),
            Content = content.Value,
            Term = term.Value,
            Id = id.Value,
            CampaignId = campaignId.Value,
            AdId = tags.Text(landing.AdId, TagNames.AdId, TagCleaner.IdLimit).Value,
            Partner = tags.Text(landing.Partner, TagNames.Partner, TagCleaner.IdLimit).Value,
            Reference = reference,
            Raw = new CampaignTags(source.Raw, medium.Raw, campaign.Raw, content.Raw, term.Raw, id.Raw),
            Flags = tags.Flags | (reference.Length > 0 ? LandingFlags.RefParam : LandingFlags.None),
        };
    }

    private static (SourceMeaning Meaning, string Reference) StandIn(LandingQuery query, ref TagReader tags, SourceLookup sources)
    {
        if (!query.Has(TagNames.Reference))
        {
            return (SourceMeaning.None, "");
        }

        foreach (var key in TagNames.Reference.Keys)
        {
            var meaning = sources.Read(tags.Word(key));
            if (meaning.Proof == SourceProof.Catalogue)
            {
                return (meaning, key);
            }
        }

        return (SourceMeaning.None, "");
    }
}
