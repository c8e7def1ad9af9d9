using System.Collections.Immutable;
using System.Reflection;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Conversations;

/// <summary>Every sentence that the engine itself says. The wording is in <c>dialogs/texts.yaml</c>.</summary>
public static class EngineTexts
{
    public static readonly TextKey Progress = new("progress", "done", "all", "question");
    public static readonly TextKey FirstHint = new("first-hint");
    public static readonly TextKey CurrentAnswer = new("current-answer", "answer");
    public static readonly TextKey Yes = new("yes");
    public static readonly TextKey No = new("no");
    public static readonly TextKey Today = new("today");
    public static readonly TextKey Yesterday = new("yesterday");
    public static readonly TextKey Estimated = new("estimated", "number");

    public static readonly TextKey Empty = new("empty");
    public static readonly TextKey TooLong = new("too-long", "limit", "length");
    public static readonly TextKey Unreadable = new("unreadable");
    public static readonly TextKey Unsupported = new("unsupported");
    public static readonly TextKey UnsupportedVoice = new("unsupported-voice");
    public static readonly TextKey UnsupportedVideo = new("unsupported-video");
    public static readonly TextKey UnsupportedSticker = new("unsupported-sticker");
    public static readonly TextKey UnsupportedContact = new("unsupported-contact");
    public static readonly TextKey UnsupportedFile = new("unsupported-file");
    public static readonly TextKey EditNotUsed = new("edit-not-used");
    public static readonly TextKey EditElsewhere = new("edit-elsewhere");
    public static readonly TextKey EditSame = new("edit-same");
    public static readonly TextKey EditRefused = new("edit-refused");
    public static readonly TextKey ReplyToOld = new("reply-to-old");
    public static readonly TextKey ConfirmChange = new("confirm-change", "label", "before", "after");
    public static readonly TextKey ChangeYes = new("change-yes");
    public static readonly TextKey ChangeNo = new("change-no");
    public static readonly TextKey MediaLost = new("media-lost", "number");
    public static readonly TextKey UnknownCommand = new("unknown-command", "command");
    public static readonly TextKey StaleButton = new("stale-button");

    public static readonly TextKey NotAChoice = new("not-a-choice");
    public static readonly TextKey PlainYes = new("plain-yes");
    public static readonly TextKey TooLongAgo = new("too-long-ago");
    public static readonly TextKey TipInReport = new("tip-in-report");
    public static readonly TextKey PartlyUnderstood = new("partly-understood", "unknown");
    public static readonly TextKey SeveralChoices = new("several-choices");
    public static readonly TextKey NotANumber = new("not-a-number");
    public static readonly TextKey SeveralNumbers = new("several-numbers");
    public static readonly TextKey NotWhole = new("not-whole");
    public static readonly TextKey OutOfRange = new("out-of-range", "minimum", "maximum");
    public static readonly TextKey MoreThanOther = new("more-than-other", "maximum", "other");
    public static readonly TextKey ConfirmNumber = new("confirm-number", "number");
    public static readonly TextKey TooShortText = new("too-short-text");
    public static readonly TextKey TooLongText = new("too-long-text", "limit", "length");
    public static readonly TextKey NoWords = new("no-words");
    public static readonly TextKey NotADate = new("not-a-date");
    public static readonly TextKey ImpossibleDate = new("impossible-date");
    public static readonly TextKey EndBeforeStart = new("end-before-start");
    public static readonly TextKey FutureDate = new("future-date", "date");
    public static readonly TextKey OneDayOnly = new("one-day-only");
    public static readonly TextKey NotARegion = new("not-a-region");
    public static readonly TextKey SimilarRegions = new("similar-regions");
    public static readonly TextKey WhichRegion = new("which-region");
    public static readonly TextKey NotAPhoto = new("not-a-photo");
    public static readonly TextKey TooManyPhotos = new("too-many-photos", "limit");
    public static readonly TextKey NotALocation = new("not-a-location");
    public static readonly TextKey PhotoKept = new("photo-kept", "number");
    public static readonly TextKey LocationKept = new("location-kept");
    public static readonly TextKey PhotoNotNeeded = new("photo-not-needed");
    public static readonly TextKey LocationNotNeeded = new("location-not-needed");
    public static readonly TextKey UntilToday = new("until-today", "date");
    public static readonly TextKey NotedPlace = new("noted-place", "place");
    public static readonly TextKey RetryHint = new("retry-hint");
    public static readonly TextKey HelpOrSkip = new("help-or-skip");
    public static readonly TextKey HelpOnly = new("help-only");
    public static readonly TextKey TooFewChosen = new("too-few-chosen", "minimum");
    public static readonly TextKey TooManyChosen = new("too-many-chosen", "maximum");

    public static readonly TextKey Definition = new("definition", "text");
    public static readonly TextKey Includes = new("includes", "text");
    public static readonly TextKey Excludes = new("excludes", "text");
    public static readonly TextKey NoHelp = new("no-help");
    public static readonly TextKey WhySkip = new("why-skip");
    public static readonly TextKey CannotSkip = new("cannot-skip");
    public static readonly TextKey SkipDoesNotKnow = new("skip-does-not-know");
    public static readonly TextKey SkipNoRecord = new("skip-no-record");
    public static readonly TextKey SkipNotApplicable = new("skip-not-applicable");
    public static readonly TextKey SkipPrefersNot = new("skip-prefers-not");
    public static readonly TextKey Skip = new("skip");
    public static readonly TextKey Skipped = new("skipped", "reason");
    public static readonly TextKey NothingToGoBack = new("nothing-to-go-back");
    public static readonly TextKey NoQuestionNow = new("no-question-now");

    public static readonly TextKey ReviewSend = new("review-send");
    public static readonly TextKey ReviewCorrect = new("review-correct");
    public static readonly TextKey ReviewAdd = new("review-add");
    public static readonly TextKey ReviewCancel = new("review-cancel");
    public static readonly TextKey ReviewDone = new("review-done");
    public static readonly TextKey ReviewUnclear = new("review-unclear");
    public static readonly TextKey WhichCorrect = new("which-correct");
    public static readonly TextKey WhichDetail = new("which-detail");
    public static readonly TextKey NothingToCorrect = new("nothing-to-correct");
    public static readonly TextKey Receipt = new("receipt", "number");
    public static readonly TextKey RevisingTitle = new("revising-title", "title", "number");
    public static readonly TextKey ChangeSaved = new("change-saved");
    public static readonly TextKey RevisionDone = new("revision-done");
    public static readonly TextKey NothingSent = new("nothing-sent");
    public static readonly TextKey WhichSent = new("which-sent");
    public static readonly TextKey SentLabel = new("sent-label", "title", "number");
    public static readonly TextKey IndexResult = new("index-result", "index", "value", "category");
    public static readonly TextKey IndexNotEnough = new("index-not-enough", "index");
    public static readonly TextKey IndexProvisional = new("index-provisional");

    public static readonly TextKey Paused = new("paused", "recap");
    public static readonly TextKey Resumed = new("resumed", "recap");
    public static readonly TextKey Recap = new("recap", "title", "done", "all");
    public static readonly TextKey NothingPaused = new("nothing-paused");
    public static readonly TextKey StillOpen = new("still-open");
    public static readonly TextKey ContinueOrNew = new("continue-or-new", "recap");
    public static readonly TextKey Continue = new("continue");
    public static readonly TextKey StartNew = new("start-new");
    public static readonly TextKey CancelYes = new("cancel-yes");
    public static readonly TextKey CancelNo = new("cancel-no");
    public static readonly TextKey ReviseOrNew = new("revise-or-new", "title");
    public static readonly TextKey FillAnew = new("fill-anew");
    public static readonly TextKey AlmostThere = new("almost-there");
    public static readonly TextKey Back = new("back");
    public static readonly TextKey Welcome = new("welcome");
    public static readonly TextKey ConfirmCancel = new("confirm-cancel", "recap");
    public static readonly TextKey Cancelled = new("cancelled");
    public static readonly TextKey NotCancelled = new("not-cancelled");
    public static readonly TextKey NothingToCancel = new("nothing-to-cancel");
    public static readonly TextKey Reminder = new("reminder", "recap");
    public static readonly TextKey Expired = new("expired", "recap");
    public static readonly TextKey VersionGone = new("version-gone");

    public static readonly TextKey NeedsCode = new("needs-code");
    public static readonly TextKey NotForRole = new("not-for-role");
    public static readonly TextKey CodeUnknown = new("code-unknown");
    public static readonly TextKey CodeExpired = new("code-expired");
    public static readonly TextKey CodeUsedUp = new("code-used-up");
    public static readonly TextKey CodeAccepted = new("code-accepted", "satker");
    public static readonly TextKey AlreadyRegistered = new("already-registered", "satker");
    public static readonly TextKey Menu = new("menu");
    public static readonly TextKey NotUnderstood = new("not-understood");
    public static readonly TextKey WhichLanguage = new("which-language");
    public static readonly TextKey LanguageSet = new("language-set");

    public static readonly TextKey StatusNothing = new("status-nothing");
    public static readonly TextKey StatusOpen = new("status-open", "recap");
    public static readonly TextKey StatusSent = new("status-sent", "title", "number", "date", "status");
    public static readonly TextKey StatusDraft = new("status-draft");
    public static readonly TextKey StatusSubmitted = new("status-submitted");
    public static readonly TextKey StatusCancelled = new("status-cancelled");
    public static readonly TextKey StatusExpired = new("status-expired");

    public static readonly TextKey RolePenggiat = new("role-penggiat");
    public static readonly TextKey RolePetugas = new("role-petugas");
    public static readonly TextKey RoleAdmin = new("role-admin");
    public static readonly TextKey RoleRespondent = new("role-respondent");
    public static readonly TextKey DataTitle = new("data-title");
    public static readonly TextKey DataProfile = new("data-profile", "name", "role", "satker", "lembaga", "lingkungan", "language", "consent");
    public static readonly TextKey DataMessages = new("data-messages", "count", "since");
    public static readonly TextKey DataForgotten = new("data-forgotten");
    public static readonly TextKey DataChange = new("data-change", "date", "label", "before", "after");
    public static readonly TextKey DataNothingSent = new("data-nothing-sent");
    public static readonly TextKey DataErase = new("data-erase");
    public static readonly TextKey NotGiven = new("not-given");
    public static readonly TextKey EraseExplain = new("erase-explain");
    public static readonly TextKey EraseYes = new("erase-yes");
    public static readonly TextKey EraseNo = new("erase-no");
    public static readonly TextKey EraseKept = new("erase-kept");
    public static readonly TextKey Erased = new("erased");
    public static readonly TextKey TipNotKept = new("tip-not-kept");
    public static readonly TextKey Apology = new("apology");

    /// <summary>All keys above, for the reader that checks the file against them.</summary>
    public static ImmutableArray<TextKey> All { get; } =
        [.. typeof(EngineTexts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<TextKey>()];
}
