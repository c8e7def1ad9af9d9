using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey WeekTitle = new("week-title", "satker", "days");
    public static readonly TextKey WeekTitleBelow = new("week-title-below", "satker", "count", "days");
    public static readonly TextKey WeekNothing = new("week-nothing");
    public static readonly TextKey WeekReports = new("week-reports", "count", "kinds");
    public static readonly TextKey WeekLingkungan = new("week-lingkungan", "list");
    public static readonly TextKey WeekNoLingkungan = new("week-no-lingkungan");
    public static readonly TextKey WeekPeople = new("week-people", "count");
    public static readonly TextKey WeekFunding = new("week-funding", "without", "all", "percent");
    public static readonly TextKey WeekObstacles = new("week-obstacles", "list");
    public static readonly TextKey WeekNull = new("week-null", "count", "reasons");
    public static readonly TextKey WeekSilent = new("week-silent", "silent", "all");
    public static readonly TextKey WeekWaiting = new("week-waiting", "count");
    public static readonly TextKey WeekBehind = new("week-behind", "list");
    public static readonly TextKey WeekCoverage = new("week-coverage", "all", "without");
    public static readonly TextKey WeekBelowTitle = new("week-below-title");
    public static readonly TextKey WeekBelowLine = new("week-below-line", "name", "reports", "null-reports", "silent", "all");
    public static readonly TextKey WeekBelowMore = new("week-below-more", "count", "reports", "silent", "all");
    public static readonly TextKey WeekSeeOverdue = new("week-see-overdue");
    public static readonly TextKey WeekSeeTargets = new("week-see-targets");
}
