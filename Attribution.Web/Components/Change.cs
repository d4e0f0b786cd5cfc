namespace Attribution.Web.Components;

/// <summary>Whether a change is welcome.</summary>
public enum Tone
{
    /// <summary>Neither, or not clear.</summary>
    Neutral,

    /// <summary>In the wanted direction.</summary>
    Good,

    /// <summary>Against it.</summary>
    Bad,
}

/// <summary>Which direction of a figure is welcome.</summary>
public enum Wanted
{
    /// <summary>More is better: revenue, orders, rates, ROAS.</summary>
    More,

    /// <summary>Less is better: cost, CPA, refunds.</summary>
    Less,

    /// <summary>Neither: visits.</summary>
    Neither,
}

/// <summary>A figure beside an earlier one, in words: sign, arrow and word carry the meaning, colour comes last.</summary>
/// <param name="Text">Such as +12.4 %, −0.22 pp, new, =.</param>
/// <param name="Direction">1 up, −1 down, 0 neither.</param>
/// <param name="Tone">Whether it is welcome.</param>
public sealed record Change(string Text, int Direction, Tone Tone)
{
    /// <summary>There is nothing to compare with.</summary>
    public static Change None { get; } = new(Formats.None, 0, Tone.Neutral);

    /// <summary>Inside the uncertainty of the figure.</summary>
    public static Change Unclear { get; } = new("no clear change", 0, Tone.Neutral);

    /// <summary>The change of an amount, relative to what it was; none where it was negative.</summary>
    public static Change Of(Formats formats, decimal? now, decimal? was, Wanted wanted)
    {
        if (now is not { } value || was is not { } before || before < 0)
        {
            return None;
        }

        if (before == 0)
        {
            return value == 0 ? new("=", 0, Tone.Neutral) : new("new", 0, Tone.Neutral);
        }

        var ratio = Math.Round((value / before) - 1, 3, MidpointRounding.AwayFromZero);
        return Signed(ratio, value == 0 ? formats.Rate(1m, 0) : formats.Rate(Math.Abs(ratio), 1), wanted);
    }

    /// <summary>The change of a rate, in percentage points.</summary>
    public static Change OfRate(Formats formats, decimal? now, decimal? was, Wanted wanted) =>
        now is not { } value || was is not { } before
            ? None
            : Signed(Math.Round(value - before, 4, MidpointRounding.AwayFromZero), formats.Points(value - before), wanted);

    private static Change Signed(decimal difference, string size, Wanted wanted) => Math.Sign(difference) switch
    {
        0 => new("=", 0, Tone.Neutral),
        1 => new("+" + size, 1, ToneOf(wanted, Wanted.More)),
        _ => new("\u2212" + size, -1, ToneOf(wanted, Wanted.Less)),
    };

    private static Tone ToneOf(Wanted wanted, Wanted happened) =>
        wanted == Wanted.Neither ? Tone.Neutral : wanted == happened ? Tone.Good : Tone.Bad;
}
