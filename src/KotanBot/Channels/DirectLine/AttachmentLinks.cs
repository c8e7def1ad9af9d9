using System.Globalization;
using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Addresses of the files in one conversation's history. A picture in a page is fetched without headers, so its address carries a token,
/// which is good for nothing else and not for long; every reading of the history gives fresh ones.
/// </summary>
public sealed class AttachmentLinks(DirectLineTokens tokens, string server, string userId)
{
    public const string SmallSize = "small";

    /// <summary>In the place of a file's own id: what is made when it is opened.</summary>
    public const string Made = "made";

    public string UserId => userId;

    /// <param name="tokens">Sign the addresses.</param>
    /// <param name="request">Was answered under an address that its client can reach.</param>
    /// <param name="userId">The person's id as their token names it.</param>
    internal static AttachmentLinks For(DirectLineTokens tokens, HttpRequest request, string userId) => new(tokens, $"{request.Scheme}://{request.Host}", userId);

    public string Of(string conversationId, long ordinal, MessageFile file, bool small)
    {
        var token = tokens.Sign(conversationId, userId, TokenUse.Attachment);
        return $"{server}{DirectLineEndpoints.Root}/attachments/{conversationId}/{Id(ordinal, file)}?{(small ? $"size={SmallSize}&" : "")}t={token}";
    }

    /// <summary>Of the file that goes with a message of the bot.</summary>
    public string OfMade(string conversationId, long ordinal) =>
        $"{server}{DirectLineEndpoints.Root}/attachments/{conversationId}/{ordinal.ToString(CultureInfo.InvariantCulture)}-{Made}?t={tokens.Sign(conversationId, userId, TokenUse.Attachment)}";

    /// <summary>The message's place, so that a file is found through a message of the conversation or not at all, and the file's own id, which nobody guesses.</summary>
    public static string Id(long ordinal, MessageFile file) => string.Create(CultureInfo.InvariantCulture, $"{ordinal}-{file.Id}");

    /// <summary>False for what is no id of ours.</summary>
    public static bool TryReadId(string text, out long ordinal, out string fileId)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        fileId = text[(dash + 1)..];
        ordinal = 0;
        return dash > 0 && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out ordinal) && ordinal > 0;
    }

    /// <summary>Ours, for nothing is kept of how its sender called it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="number">Its place among the files of its message, from 1.</param>
    public static string Name(MessageFile file, int number) => file.ContentType switch
    {
        "image/jpeg" => $"foto-{number}.jpg",
        "image/png" => $"foto-{number}.png",
        "image/webp" => $"foto-{number}.webp",
        "application/pdf" => $"berkas-{number}.pdf",
        _ => $"berkas-{number}",
    };
}
