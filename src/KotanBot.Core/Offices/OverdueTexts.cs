using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey OverdueTitle = new("overdue-title", "satker", "week");
    public static readonly TextKey OverdueCounts = new("overdue-counts", "silent", "all", "before");
    public static readonly TextKey OverdueNobody = new("overdue-nobody");
    public static readonly TextKey OverdueAllSent = new("overdue-all-sent", "all", "before");
    public static readonly TextKey OverduePerson = new("overdue-person", "number", "name", "lembaga", "last");
    public static readonly TextKey OverdueLast = new("overdue-last", "date");
    public static readonly TextKey OverdueNever = new("overdue-never");
    public static readonly TextKey OverdueNoName = new("overdue-no-name");
    public static readonly TextKey OverdueLembaga = new("overdue-lembaga", "silent", "all");
    public static readonly TextKey OverdueLembagaTitle = new("overdue-lembaga-title", "satker", "silent", "all");
    public static readonly TextKey OverdueBelow = new("overdue-below", "offices", "silent", "all", "no-admin");
    public static readonly TextKey OverdueBelowTitle = new("overdue-below-title", "satker");
    public static readonly TextKey OverdueOffice = new("overdue-office", "name", "silent", "all");
    public static readonly TextKey OverdueOfficeNoAdmin = new("overdue-office-no-admin", "name", "silent", "all");
    public static readonly TextKey OverdueRemind = new("overdue-remind", "count");
    public static readonly TextKey OverdueReminded = new("overdue-reminded", "count");
    public static readonly TextKey OverdueRemindedLater = new("overdue-reminded-later", "count");
    public static readonly TextKey OverdueTooLate = new("overdue-too-late");
    public static readonly TextKey OverdueNobodyToRemind = new("overdue-nobody-to-remind");
    public static readonly TextKey OverdueMore = new("overdue-more");
    public static readonly TextKey OverdueSeePeople = new("overdue-see-people");
    public static readonly TextKey OverdueSeeLembaga = new("overdue-see-lembaga");
    public static readonly TextKey OverdueSeeOffices = new("overdue-see-offices");
    public static readonly TextKey Reminder = new("silent-reminder");
    public static readonly TextKey ReminderReport = new("silent-reminder-report");
    public static readonly TextKey ReminderNothing = new("silent-reminder-nothing");
}
