using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey TargetTitle = new("target-title", "year", "satker");
    public static readonly TextKey TargetTitleBelow = new("target-title-below", "year", "satker", "count");
    public static readonly TextKey TargetLine = new("target-line", "title", "done", "target", "unit", "percent");
    public static readonly TextKey TargetLineNoTarget = new("target-line-no-target", "title", "done", "unit");
    public static readonly TextKey TargetLineZero = new("target-line-zero", "title", "done", "unit");
    public static readonly TextKey TargetByHand = new("target-by-hand");
    public static readonly TextKey TargetNone = new("target-none", "count");
    public static readonly TextKey TargetEmpty = new("target-empty");
    public static readonly TextKey TargetNoOffice = new("target-no-office", "satker");
    public static readonly TextKey TargetHint = new("target-hint", "year", "satker");
    public static readonly TextKey TargetSet = new("target-set");
    public static readonly TextKey TargetSetDone = new("target-set-done");
    public static readonly TextKey TargetLastYear = new("target-last-year", "year");
    public static readonly TextKey TargetBelow = new("target-below");
    public static readonly TextKey TargetPick = new("target-pick", "year", "satker");
    public static readonly TextKey TargetPickDone = new("target-pick-done", "year", "satker");
    public static readonly TextKey TargetMore = new("target-more");
    public static readonly TextKey TargetAsk = new("target-ask", "title", "unit", "year", "before");
    public static readonly TextKey TargetAskDone = new("target-ask-done", "title", "unit", "year", "before");
    public static readonly TextKey TargetNothingYet = new("target-nothing-yet");
    public static readonly TextKey TargetExact = new("target-exact");
    public static readonly TextKey TargetRange = new("target-range", "most");
    public static readonly TextKey TargetSaved = new("target-saved", "line");
    public static readonly TextKey TargetOther = new("target-other");
    public static readonly TextKey TargetTable = new("target-table");
}
