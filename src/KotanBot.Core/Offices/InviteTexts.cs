using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey InviteSatker = new("invite-satker");
    public static readonly TextKey InviteSatkerWithoutAdmin = new("invite-satker-without-admin", "count");
    public static readonly TextKey InviteSatkerUnknown = new("invite-satker-unknown");
    public static readonly TextKey InviteSatkerSeveral = new("invite-satker-several");
    public static readonly TextKey InviteNotYours = new("invite-not-yours");
    public static readonly TextKey InviteRole = new("invite-role", "satker");
    public static readonly TextKey InviteList = new("invite-list");
    public static readonly TextKey InviteMore = new("invite-more");
    public static readonly TextKey InviteLembaga = new("invite-lembaga", "satker");
    public static readonly TextKey InviteLembagaFirst = new("invite-lembaga-first");
    public static readonly TextKey InviteNoLembaga = new("invite-no-lembaga");
    public static readonly TextKey InviteLingkungan = new("invite-lingkungan", "lembaga");
    public static readonly TextKey InviteUses = new("invite-uses");
    public static readonly TextKey InvitePeople = new("invite-people", "count");
    public static readonly TextKey InviteDays = new("invite-days");
    public static readonly TextKey InviteForDays = new("invite-for-days", "count");
    public static readonly TextKey InviteConfirm = new("invite-confirm", "count", "who", "satker", "days", "until");
    public static readonly TextKey InviteWhoOf = new("invite-who-of", "role", "lembaga");
    public static readonly TextKey InviteMake = new("invite-make");
    public static readonly TextKey InviteChange = new("invite-change");
    public static readonly TextKey InviteDrop = new("invite-drop");
    public static readonly TextKey InviteDropped = new("invite-dropped");

    public static readonly TextKey InvitationText = new("invitation-text", "satker", "who", "count", "until", "ways");
    public static readonly TextKey InvitationTelegram = new("invitation-telegram", "link");
    public static readonly TextKey InvitationWeb = new("invitation-web", "link");
    public static readonly TextKey InvitationTyped = new("invitation-typed", "code");
    public static readonly TextKey InvitationSheet = new("invitation-sheet", "link");
    public static readonly TextKey InviteNext = new("invite-next");
    public static readonly TextKey InviteNextAdmin = new("invite-next-admin");
    public static readonly TextKey InviteNextRespondent = new("invite-next-respondent");

    public static readonly TextKey InvitationsOpen = new("invitations-open", "lines");
    public static readonly TextKey InvitationsNone = new("invitations-none");
    public static readonly TextKey InvitationLine = new("invitation-line", "who", "satker", "used", "uses", "until");
    public static readonly TextKey InvitationEndOne = new("invitation-end-one", "number");
    public static readonly TextKey InvitationsDone = new("invitations-done");
    public static readonly TextKey InvitationsLeft = new("invitations-left");
    public static readonly TextKey InvitationConfirmEnd = new("invitation-confirm-end", "line");
    public static readonly TextKey InvitationEnd = new("invitation-end");
    public static readonly TextKey InvitationKeep = new("invitation-keep");
    public static readonly TextKey InvitationEnded = new("invitation-ended");
    public static readonly TextKey InvitationKept = new("invitation-kept");
    public static readonly TextKey InvitationGone = new("invitation-gone");

    public static readonly TextKey MemberJoined = new("member-joined", "who", "role", "satker");
    public static readonly TextKey MemberNamed = new("member-named", "name", "lembaga");
    public static readonly TextKey MemberUnnamed = new("member-unnamed");
    public static readonly TextKey MembersAnd = new("members-and", "who", "count");
    public static readonly TextKey MemberReports = new("member-reports");
    public static readonly TextKey MemberReviews = new("member-reviews");
    public static readonly TextKey MemberInvites = new("member-invites");
}
