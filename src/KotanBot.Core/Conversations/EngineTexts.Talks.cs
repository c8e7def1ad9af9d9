using KotanBot.Core.Definitions;

namespace KotanBot.Core.Conversations;

/// <summary>What is said between people who are asked one after another, in talks of which nothing is kept, and about what is held of a person.</summary>
public static partial class EngineTexts
{
    public static readonly TextKey ConfirmStop = new("confirm-stop", "before", "after", "count");
    public static readonly TextKey AgainAsk = new("again-ask");
    public static readonly TextKey AgainNext = new("again-next");
    public static readonly TextKey AgainAnew = new("again-anew");
    public static readonly TextKey AgainDone = new("again-done");
    public static readonly TextKey AgainPerson = new("again-person", "number");
    public static readonly TextKey AgainCarried = new("again-carried", "answers");
    public static readonly TextKey AgainEnded = new("again-ended", "count");
    public static readonly TextKey UnkeptDone = new("unkept-done");
    public static readonly TextKey UnkeptMore = new("unkept-more", "number");
    public static readonly TextKey CallCentre = new("call-centre");
    public static readonly TextKey OfficeUnknown = new("office-unknown");
    public static readonly TextKey NotACode = new("not-a-code", "example");

    public static readonly TextKey LinkCode = new("link-code", "code", "minutes", "ways");
    public static readonly TextKey LinkWayTelegram = new("link-way-telegram", "link");
    public static readonly TextKey LinkWayWeb = new("link-way-web", "link");
    public static readonly TextKey LinkWayTyped = new("link-way-typed", "code");
    public static readonly TextKey LinkNotRegistered = new("link-not-registered");
    public static readonly TextKey LinkUnknown = new("link-unknown");
    public static readonly TextKey LinkExpired = new("link-expired");
    public static readonly TextKey LinkUsed = new("link-used");
    public static readonly TextKey LinkOwn = new("link-own");
    public static readonly TextKey LinkHasRole = new("link-has-role", "role");
    public static readonly TextKey LinkHasData = new("link-has-data");
    public static readonly TextKey LinkConfirm = new("link-confirm", "channel", "role", "satker");
    public static readonly TextKey LinkYes = new("link-yes");
    public static readonly TextKey LinkNo = new("link-no");
    public static readonly TextKey LinkNotJoined = new("link-not-joined");
    public static readonly TextKey LinkJoined = new("link-joined", "channel");
    public static readonly TextKey LinkNews = new("link-news", "channel");
    public static readonly TextKey DataTitle = new("data-title");
    public static readonly TextKey DataProfile = new("data-profile", "name", "role", "satker", "lembaga", "lingkungan", "language", "consent");
    public static readonly TextKey DataSilent = new("data-silent", "since");
    public static readonly TextKey DataMessages = new("data-messages", "count", "since");
    public static readonly TextKey DataInvitations = new("data-invitations", "count");
    public static readonly TextKey DataChannels = new("data-channels", "channels");
    public static readonly TextKey DataChannel = new("data-channel", "channel", "since");
    public static readonly TextKey DataNotices = new("data-notices", "count");
    public static readonly TextKey DataDeeds = new("data-deeds", "deeds");
    public static readonly TextKey DataDeed = new("data-deed", "deed", "count", "date");
    public static readonly TextKey DeedJoined = new("deed-joined");
    public static readonly TextKey DeedMoved = new("deed-moved");
    public static readonly TextKey DeedForwarded = new("deed-forwarded");
    public static readonly TextKey DeedRole = new("deed-role");
    public static readonly TextKey DeedRemoved = new("deed-removed");
    public static readonly TextKey DeedLinked = new("deed-linked");
    public static readonly TextKey DeedInvited = new("deed-invited");
    public static readonly TextKey DeedBroadcast = new("deed-broadcast");
    public static readonly TextKey DeedReminded = new("deed-reminded");
    public static readonly TextKey DeedReviewed = new("deed-reviewed");
    public static readonly TextKey DeedChangedReport = new("deed-changed-report");
    public static readonly TextKey DeedKawasan = new("deed-kawasan");
    public static readonly TextKey DeedTarget = new("deed-target");
    public static readonly TextKey DeedOther = new("deed-other");
    public static readonly TextKey DataForgotten = new("data-forgotten");
    public static readonly TextKey DataChange = new("data-change", "date", "label", "before", "after");
    public static readonly TextKey DataNothingSent = new("data-nothing-sent");
    public static readonly TextKey DataErase = new("data-erase");
}
