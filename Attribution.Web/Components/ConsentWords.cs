namespace Attribution.Web.Components;

/// <summary>What the three words of consent mean to who chooses one.</summary>
internal static class ConsentWords
{
    public static string NameOf(string consent) => consent switch
    {
        "granted" => "Granted: visits are joined from the first hit",
        "limited" => "Limited: counted without cookies until they agree",
        _ => "Denied: nothing is sent until they agree",
    };

    public static string MeaningOf(string consent) => consent switch
    {
        "granted" => "Cookies are set and journeys are whole from the first visit. Right where no prior consent is needed, or where the snippet is loaded only after it.",
        "limited" => "Nothing is kept on the device. A visit is counted for its day and never joined with another day's, until your banner calls attribution('consent','granted').",
        _ => "The script stays silent until your banner calls attribution('consent','granted'). Whoever never answers is not counted.",
    };
}
