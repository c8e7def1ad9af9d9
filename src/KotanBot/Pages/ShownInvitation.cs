using KotanBot.Core.Definitions;

namespace KotanBot.Pages;

/// <summary>What stands on the page: the code, where it leads, and for whom and until when (in the office's time) it is good.</summary>
public sealed record ShownInvitation(string Code, Uri Web, Uri? Telegram, string Office, TextKey Role, int Uses, DateTimeOffset Ends, string Zone);
