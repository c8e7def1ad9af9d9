using System.Collections.Immutable;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// What a signed token says: one conversation, its person, and what it is good for until when. With
/// <paramref name="Origins"/> given, a browser may use it only from pages of these origins.
/// </summary>
public sealed record DirectLineToken(string ConversationId, string UserId, TokenUse Use, DateTimeOffset ExpiresAt, ImmutableArray<string> Origins)
{
    /// <summary>Programs send no Origin, so its absence is no offence.</summary>
    public bool AllowsOrigin(string? origin) =>
        string.IsNullOrEmpty(origin) || Origins.IsDefaultOrEmpty || Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Each use has its own lifetime, so that what leaks easily (a URL) is worth little.</summary>
public enum TokenUse
{
    /// <summary>Reads and writes activities.</summary>
    Conversation,

    /// <summary>Opens one stream; stands in its URL, therefore short-lived.</summary>
    Stream,

    /// <summary>Kept by our own page to come back after days; good at <c>POST /chat/token</c> and for the page's own stream.</summary>
    Resume,

    /// <summary>Fetches a file of the conversation's own messages; stands in its address.</summary>
    Attachment,
}

/// <summary>What became of a presented token.</summary>
public abstract record TokenCheck
{
    private TokenCheck()
    {
    }

    public sealed record Valid(DirectLineToken Token) : TokenCheck;

    public sealed record Expired : TokenCheck;

    /// <summary>Not ours, or changed on the way.</summary>
    public sealed record Invalid : TokenCheck;
}
