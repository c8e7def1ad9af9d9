using System.Text;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>
/// Ids for files that come with a message. They derive from the channel's key of the message, so that a redelivered message
/// names the same files; the hash is keyed, so that nobody without the key file can tell the message from the id.
/// </summary>
public sealed class MediaIds(KeyRing keys)
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>As long as the random ids and of the same letters.</summary>
    public string Of(InboundMessage message, int index)
    {
        var hash = Convert.FromBase64String(keys.Hash("attachment id", $"{message.From.Channel}\n{message.Key}\n{index}"));
        var id = new StringBuilder(24);
        for (var bit = 0; bit < 120; bit += 5)
            id.Append(Digits[(((hash[bit / 8] << 8) | hash[(bit / 8) + 1]) >> (11 - (bit % 8))) & 31]);
        return id.ToString();
    }
}
