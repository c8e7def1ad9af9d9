using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Storage;

namespace KotanBot.Site.Reports;

/// <summary>What a visitor asked the list of reports for, as it was typed, so that it stands in the form again.</summary>
public sealed record ReportQuery(string Number, string From, string To, string Dialog, string Review, string Lingkungan, bool WithPhotos)
{
    public const string BeforeQuery = "before";

    public bool IsFiltered => Number.Length + From.Length + To.Length + Dialog.Length + Review.Length + Lingkungan.Length > 0 || WithPhotos;

    /// <summary>The digits of a number, or null where none was typed.</summary>
    public string? NumberDigits => Number.Trim().ToLowerInvariant() is { Length: > 0 } digits ? digits : null;

    public static ReportQuery Of(SiteVisit visit)
    {
        string Read(string name) => visit.Query[name].ToString().Trim();
        return new ReportQuery(Read("number"), Read("from"), Read("to"), Read("dialog"), Read("review"), Read("lingkungan"), Read("photos").Length > 0);
    }

    /// <summary>The same question with its next page; null for the first.</summary>
    public string Link(SiteVisit visit, ReportPlace? next) => visit.Link(
        ReportListPage.Path,
        ("from", From),
        ("to", To),
        ("dialog", Dialog),
        ("review", Review),
        ("lingkungan", Lingkungan),
        ("photos", WithPhotos ? "1" : null),
        (BeforeQuery, next is null ? null : string.Create(CultureInfo.InvariantCulture, $"{next.SentAt.ToUnixTimeMilliseconds()}-{next.Id}")));

    /// <summary>Where the page before ended; null for the first one, and for what no link of ours said.</summary>
    public static ReportPlace? ReadPlace(SiteVisit visit) =>
        visit.Query[BeforeQuery].ToString().Split('-', 2) is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < 253_402_300_800_000
            ? new ReportPlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : null;

    /// <summary>Null where the days cannot be meant; <paramref name="problem"/> then says why.</summary>
    public ReportFilter? ToFilter(SiteVisit visit, ImmutableArray<string> dialogs, out string? problem)
    {
        if (!SiteDays.TryRead(visit, From, To, out var from, out var to, out problem))
            return null;
        return new ReportFilter(dialogs.Contains(Dialog) ? [Dialog] : dialogs)
        {
            From = from,
            To = to,
            Review = ReviewStates.Read(Review),
            Lingkungan = Lingkungan.Length > 0 ? Lingkungan : null,
            WithPhotos = WithPhotos,
        };
    }
}
