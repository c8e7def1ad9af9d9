using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey SummaryTitle = new("summary-title", "satker", "days");
    public static readonly TextKey SummaryTitleBelow = new("summary-title-below", "satker", "count", "days");
    public static readonly TextKey SummaryLate = new("summary-late");
    public static readonly TextKey SummaryNoAdmin = new("summary-no-admin", "satker");
    public static readonly TextKey SummaryToDo = new("summary-to-do");
    public static readonly TextKey SummaryDoSilent = new("summary-do-silent", "count");
    public static readonly TextKey SummaryDoWaiting = new("summary-do-waiting", "count");
    public static readonly TextKey SummaryDoBehind = new("summary-do-behind", "list");
    public static readonly TextKey SummaryDoUnclear = new("summary-do-unclear", "count");
    public static readonly TextKey SummaryDoAdmins = new("summary-do-admins", "count");
    public static readonly TextKey SummaryNothing = new("summary-nothing");
    public static readonly TextKey SummaryOnlyNull = new("summary-only-null", "count", "reasons");
    public static readonly TextKey SummaryReports = new("summary-reports", "reports", "null-reports", "people");
    public static readonly TextKey SummarySilent = new("summary-silent", "silent", "all");
    public static readonly TextKey SummaryAllSent = new("summary-all-sent", "all");
    public static readonly TextKey SummaryKawasan = new("summary-kawasan", "list");
    public static readonly TextKey SummaryKawasanFirst = new("summary-kawasan-first", "name", "after");
    public static readonly TextKey SummaryKawasanMove = new("summary-kawasan-move", "name", "before", "after", "verdict");
    public static readonly TextKey SummaryUnclear = new("summary-unclear", "list");
    public static readonly TextKey SummaryUnclearItem = new("summary-unclear-item", "item", "unclear", "asked");
    public static readonly TextKey SummaryMoved = new("summary-moved", "list");
    public static readonly TextKey SummaryMovedReports = new("summary-moved-reports", "count");
    public static readonly TextKey SummaryMovedNull = new("summary-moved-null", "count");
    public static readonly TextKey SummaryMovedVerified = new("summary-moved-verified", "count");
    public static readonly TextKey SummaryMovedRejected = new("summary-moved-rejected", "count");
    public static readonly TextKey SummaryMovedPeople = new("summary-moved-people", "change");
    public static readonly TextKey SummaryMovedLess = new("summary-moved-less", "count");
    public static readonly TextKey SummaryBelow = new("summary-below", "count", "days");
    public static readonly TextKey SummaryBelowLine = new("summary-below-line", "name", "reports", "null-reports", "silent", "all");
    public static readonly TextKey SummaryBelowMore = new("summary-below-more", "count");
    public static readonly TextKey SummaryNone = new("summary-none");
    public static readonly TextKey SummaryForAdmins = new("summary-for-admins");
    public static readonly TextKey SummaryDetails = new("summary-details");
    public static readonly TextKey SummaryChartLabel = new("summary-chart-label");
    public static readonly TextKey SummaryChart = new("summary-chart", "satker", "days");
    public static readonly TextKey SummaryChartButton = new("summary-chart-button");
    public static readonly TextKey SummaryTable = new("summary-table", "satker", "days");
    public static readonly TextKey SummaryTableLabel = new("summary-table-label");
    public static readonly TextKey SummaryTableButton = new("summary-table-button");
    public static readonly TextKey SummaryRejected = new("summary-rejected", "count");
    public static readonly TextKey SummaryLembaga = new("summary-lembaga", "silent", "all");
    public static readonly TextKey SummaryLembagaNames = new("summary-lembaga-names", "list");
    public static readonly TextKey SummaryChange = new("summary-change", "title", "pairs", "before", "after", "change", "error");
    public static readonly TextKey SummaryChangeDraft = new("summary-change-draft", "title", "pairs", "before", "after", "change", "error");
    public static readonly TextKey SummaryChangeFew = new("summary-change-few", "title", "fewest");
    public static readonly TextKey SummaryReview = new("summary-review");

    public static readonly TextKey SummaryIndexDraft = new("summary-index-draft", "index");
    public static readonly TextKey SummaryIndexMore = new("summary-index-more", "count");
    public static readonly TextKey SummaryIndexLembaga = new("summary-index-lembaga", "index", "count", "confirmed", "missing");
    public static readonly TextKey SummaryProgress = new("summary-progress", "name", "n", "all", "group", "group-n", "target");
    public static readonly TextKey SummaryProgressFull = new("summary-progress-full", "name", "all");
    public static readonly TextKey SummaryOfficesBelow = new("summary-offices-below", "name", "with", "all", "list");
    public static readonly TextKey SummaryOfficesNoValue = new("summary-offices-no-value", "name", "all");
    public static readonly TextKey SummaryRegionsBelow = new("summary-regions-below", "name", "with", "all", "list");
    public static readonly TextKey SummaryRegionsNoValue = new("summary-regions-no-value", "name", "all");
    public static readonly TextKey SummaryEntries = new("summary-entries", "name", "complete", "all", "reported");
    public static readonly TextKey SummaryEntriesBelow = new("summary-entries-below", "name", "complete", "all", "units");
    public static readonly TextKey SummaryVerdict = new("summary-verdict", "before", "verdict");
    public static readonly TextKey SummaryDoRespondents = new("summary-do-respondents", "name", "group", "n", "target");
}
