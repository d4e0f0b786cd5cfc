using Attribution.Domain.Channels.Hygiene;

namespace Attribution.Web.Links;

/// <summary>Says in words what is wrong with a link, what that does to the figures, and how to mend it.</summary>
internal static class LinkWords
{
    public static string NameOf(string kind) => kind switch
    {
        HygieneKinds.InternalLink => "Tags on an internal link",
        HygieneKinds.UnknownMedium => "Unknown medium",
        HygieneKinds.UnknownTags => "Tags that say too little",
        HygieneKinds.Misspelt => "Misspelt",
        HygieneKinds.Variant => "Written in several ways",
        HygieneKinds.NotAllowed => "Not in your convention",
        HygieneKinds.UnexpandedMacro => "Placeholder not filled in",
        HygieneKinds.DoubleEncoded => "Encoded twice",
        HygieneKinds.MalformedQuery => "Two question marks",
        HygieneKinds.InvalidText => "Not readable as text",
        HygieneKinds.PersonalData => "Names a person",
        _ => kind,
    };

    /// <summary>Colour of the pill: what bends figures or harms somebody first.</summary>
    public static string ToneOf(string kind) => kind switch
    {
        HygieneKinds.PersonalData or HygieneKinds.InternalLink => "bad",
        HygieneKinds.UnknownMedium or HygieneKinds.UnknownTags or HygieneKinds.Misspelt or HygieneKinds.UnexpandedMacro => "warn",
        _ => "",
    };

    public static string WhyOf(HygieneFinding finding) => finding.Kind switch
    {
        HygieneKinds.InternalLink => "A link from one of your own pages carries tags. Who clicks it counts as a new touch, and the channel that brought them loses credit. Take the tags off.",
        HygieneKinds.UnknownMedium => "No rule knows this medium, so these touches count as Other. Write a usual medium in the link, or make a rule for links that are out already.",
        HygieneKinds.UnknownTags => "There is no medium, and nobody knows the source: these touches count as Other. Give the link a source and a medium.",
        HygieneKinds.Misspelt => "One slip away from a value that is known: the figures are split over both.",
        HygieneKinds.Variant => "The same value with other capitals or separators. Write it one way.",
        HygieneKinds.NotAllowed => "The naming convention of this store does not list this medium.",
        HygieneKinds.UnexpandedMacro => "Your ad platform should have put a value here and did not. Mend the template of the link.",
        HygieneKinds.DoubleEncoded => "A tool encoded the link a second time. It is read all the same; other tools show it as it stands.",
        HygieneKinds.MalformedQuery => "The link has a second “?” before its tags. It is read all the same; write “&” there.",
        HygieneKinds.InvalidText => "The tags hold bytes that are no UTF-8. Encode the link anew.",
        HygieneKinds.PersonalData => "Links are logged, copied and sent on: take the address out and use a number of your own.",
        _ => "",
    };

    /// <summary>The field as it stands in a link; that of the whole link where none is to blame.</summary>
    public static string FieldOf(HygieneFinding finding) => finding.Field.Length > 0 ? finding.Field : "source / medium / campaign";
}
