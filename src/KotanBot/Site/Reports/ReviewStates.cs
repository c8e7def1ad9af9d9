using System.Collections.Immutable;
using System.Text.Json;
using KotanBot.Core.Offices;

namespace KotanBot.Site.Reports;

/// <summary>How far an office is with a report, as the site writes it in addresses and on pages.</summary>
public static class ReviewStates
{
    public static readonly ImmutableArray<ReviewState> All = [.. Enum.GetValues<ReviewState>()];

    public static string Key(ReviewState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    /// <summary>Null for what is none.</summary>
    public static ReviewState? Read(string? key) => All.Where(s => Key(s) == key).Select(s => (ReviewState?)s).FirstOrDefault();

    public static string Words(SiteVisit visit, ReviewState state) => state switch
    {
        ReviewState.Submitted => visit.Say("Menunggu ditinjau", "Waits for review"),
        ReviewState.NeedsFix => visit.Say("Menunggu perbaikan", "Waits for a correction"),
        ReviewState.Verified => visit.Say("Sah", "Accepted"),
        ReviewState.Rejected => visit.Say("Ditolak", "Rejected"),
        ReviewState.ForwardedToProvince => visit.Say("Sah, diteruskan ke BNNP", "Accepted, forwarded to BNNP"),
        _ => visit.Say("Sah, diteruskan ke pusat", "Accepted, forwarded to the centre"),
    };

    /// <summary>The colour beside the words.</summary>
    public static string Class(ReviewState state) => state switch
    {
        ReviewState.Submitted or ReviewState.NeedsFix => "tag",
        ReviewState.Rejected => "tag bad",
        _ => "tag good",
    };
}
