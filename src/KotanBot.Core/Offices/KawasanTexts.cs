using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey KawasanNone = new("kawasan-none");
    public static readonly TextKey KawasanList = new("kawasan-list", "count");
    public static readonly TextKey KawasanAdd = new("kawasan-add");
    public static readonly TextKey KawasanMore = new("kawasan-more");
    public static readonly TextKey KawasanPlace = new("kawasan-place");
    public static readonly TextKey KawasanName = new("kawasan-name", "place");
    public static readonly TextKey KawasanAdded = new("kawasan-added", "name");
    public static readonly TextKey KawasanNoStatus = new("kawasan-no-status");
    public static readonly TextKey KawasanCard = new("kawasan-card", "name", "place", "history");
    public static readonly TextKey KawasanLine = new("kawasan-line", "date", "status", "basis");
    public static readonly TextKey KawasanByOffice = new("kawasan-by-office");
    public static readonly TextKey KawasanByIkkr = new("kawasan-by-ikkr", "value");
    public static readonly TextKey KawasanByReport = new("kawasan-by-report", "number");
    public static readonly TextKey KawasanByFallenReport = new("kawasan-by-fallen-report", "number");
    public static readonly TextKey ReviewByAdmin = new("review-by-admin");
    public static readonly TextKey KawasanComputed = new("kawasan-computed", "index", "value", "status", "n");
    public static readonly TextKey KawasanNotComputed = new("kawasan-not-computed", "index", "reason");
    /// <summary>The word for what became of a kawasan.</summary>
    public static TextKey OfVerdict(RecoveryVerdict verdict) => verdict switch
    {
        RecoveryVerdict.Pulih => VerdictPulih,
        RecoveryVerdict.TidakPulih => VerdictTidakPulih,
        _ => VerdictBelumPulih,
    };

    public static readonly TextKey KawasanFromIkkr = new("kawasan-from-ikkr");
    public static readonly TextKey KawasanIkkrAsk = new("kawasan-ikkr-ask");
    public static readonly TextKey KawasanIkkrBad = new("kawasan-ikkr-bad");
    public static readonly TextKey KawasanReasonAsk = new("kawasan-reason-ask", "status");
    public static readonly TextKey KawasanNoReason = new("kawasan-no-reason");
    public static readonly TextKey KawasanSet = new("kawasan-set", "name", "status");
    public static readonly TextKey KawasanVerdict = new("kawasan-verdict", "before", "after", "verdict");
    public static readonly TextKey VerdictPulih = new("verdict-pulih");
    public static readonly TextKey VerdictBelumPulih = new("verdict-belum-pulih");
    public static readonly TextKey VerdictTidakPulih = new("verdict-tidak-pulih");
}
