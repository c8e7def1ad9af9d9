using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey ReviewFix = new("queue-review-fix");
    public static readonly TextKey FixWhat = new("queue-fix-what");
    public static readonly TextKey FixElse = new("queue-fix-else");
    public static readonly TextKey FixBack = new("queue-fix-back");
    public static readonly TextKey FixNote = new("queue-fix-note", "step", "limit");
    public static readonly TextKey FixNoteElse = new("queue-fix-note-else", "limit");
    public static readonly TextKey FixNoNote = new("queue-fix-no-note");
    public static readonly TextKey FixSentBack = new("queue-fix-sent-back");
    public static readonly TextKey FixAsked = new("queue-fix-asked", "report");
    public static readonly TextKey FixAskedStep = new("queue-fix-asked-step", "report", "step");
    public static readonly TextKey FixOfficeNote = new("queue-fix-office-note", "note");
    public static readonly TextKey FixNow = new("queue-fix-now", "number");
    public static readonly TextKey FixLater = new("queue-fix-later", "number");
    public static readonly TextKey FixOpen = new("queue-fix-open");
    public static readonly TextKey FixList = new("queue-fix-list");
    public static readonly TextKey FixListed = new("queue-fix-listed", "report");
    public static readonly TextKey FixGivenBack = new("queue-fix-given-back");
    public static readonly TextKey FixWaits = new("queue-fix-waits", "number");
    public static readonly TextKey FixUnknown = new("queue-fix-unknown", "number");
    public static readonly TextKey ReportFixed = new("queue-report-fixed", "report");
    public static readonly TextKey ReportsWait = new("queue-reports-wait", "count");
    public static readonly TextKey FirstReport = new("queue-first-report", "satker");
    public static readonly TextKey FirstVerified = new("queue-first-verified", "satker");
}
