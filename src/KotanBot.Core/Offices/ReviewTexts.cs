using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey ReviewNone = new("queue-review-none");
    public static readonly TextKey ReviewDone = new("queue-review-done");
    public static readonly TextKey ReviewCard = new("queue-review-card", "number", "of", "who", "title", "date", "satker", "answers");
    public static readonly TextKey ReviewGone = new("queue-review-gone");
    public static readonly TextKey ReviewErased = new("queue-review-erased");
    public static readonly TextKey ReviewVerify = new("queue-review-verify");
    public static readonly TextKey ReviewReject = new("queue-review-reject");
    public static readonly TextKey ReviewSkip = new("queue-review-skip");
    public static readonly TextKey ReviewStop = new("queue-review-stop");
    public static readonly TextKey ReviewStopped = new("queue-review-stopped");
    public static readonly TextKey ReviewVerified = new("queue-review-verified");
    public static readonly TextKey ReviewVerifiedAlone = new("queue-review-verified-alone");
    public static readonly TextKey ReviewRejectedAlone = new("queue-review-rejected-alone");
    public static readonly TextKey ReviewRejected = new("queue-review-rejected");
    public static readonly TextKey RejectAsk = new("queue-reject-ask", "limit");
    public static readonly TextKey RejectDuplicate = new("queue-reject-duplicate");
    public static readonly TextKey RejectNoActivity = new("queue-reject-no-activity");
    public static readonly TextKey RejectTooLittle = new("queue-reject-too-little");
    public static readonly TextKey RejectBack = new("queue-reject-back");
    public static readonly TextKey ReportVerified = new("queue-report-verified", "report");
    public static readonly TextKey ReportNth = new("queue-report-nth", "count");
    public static readonly TextKey ReportRejected = new("queue-report-rejected", "report", "reason");
}
