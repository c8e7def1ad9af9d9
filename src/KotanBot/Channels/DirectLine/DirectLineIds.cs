using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>The ids that Direct Line clients see. A watermark is an ordinal of the message log, written as a number.</summary>
public static class DirectLineIds
{
    public const string ChannelName = "directline";

    private const int RandomBytes = 16;

    public static string NewConversation() => Random();

    /// <summary>Whether it could be an id that this server gave; other words are nobody's conversation.</summary>
    public static bool IsConversation(string id) =>
        id.Length == Base64Url.GetEncodedLength(RandomBytes) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static string NewUser() => "dl_" + Random();

    public static ChannelAddress Address(string conversationId) => new(ChannelName, conversationId);

    public static string Activity(string conversationId, long ordinal) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{ordinal:D7}");

    /// <summary>For activities that do not stand in the log, such as typing.</summary>
    public static string Unlogged(string conversationId) => $"{conversationId}|x{Random()}";

    public static string NewKey() => Random();

    /// <summary>Inbound keys are unique in the whole channel and client ids only in their conversation, so a key begins with its conversation.</summary>
    public static string KeyOf(string conversationId, string clientActivityId) => $"{conversationId}/{clientActivityId}";

    /// <summary>The client's own id of a stored activity, or null when it gave none.</summary>
    public static string? ClientActivityId(string conversationId, string? key) =>
        key is not null && key.StartsWith(conversationId + "/", StringComparison.Ordinal) ? key[(conversationId.Length + 1)..] : null;

    public static string Watermark(long ordinal) => ordinal.ToString(CultureInfo.InvariantCulture);

    /// <summary>Absent, empty and "-" mean the beginning; false when it is not a number.</summary>
    public static bool TryReadWatermark(string? text, out long ordinal)
    {
        ordinal = 0;
        return string.IsNullOrEmpty(text) || text == "-"
            || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ordinal);
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}
