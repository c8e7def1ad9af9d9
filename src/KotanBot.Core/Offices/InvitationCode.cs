using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KotanBot.Core.Offices;

/// <summary>
/// The code of an invitation that a turn makes. It derives from the conversation's seed, which nobody outside knows, and from the
/// turn, so that replaying the turn makes the same code and seeing one tells nothing about the next.
/// </summary>
public static class InvitationCode
{
    /// <summary>Without the signs that people mistake for one another when they copy a code by hand.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public const int GroupLength = 4;

    private const int LongLength = 26;

    /// <summary>As people read and type it, such as <c>K7PM-X3RD</c>.</summary>
    public static string Derive(ulong seed, string conversationId, long turn) => Signs(seed, $"invitation|{conversationId}|{turn}", 2 * GroupLength).Insert(GroupLength, "-");

    /// <summary>For a link that nobody types: so long that nobody guesses it.</summary>
    public static string DeriveLong(ulong seed, string conversationId, long turn) => Signs(seed, $"site|{conversationId}|{turn}", LongLength);

    private static string Signs(ulong seed, string purpose, int length)
    {
        var key = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(key, seed);
        var signs = new StringBuilder();
        for (var block = 0; signs.Length < length; block++)
        {
            foreach (var drawn in HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}|{block}")))
            {
                // What is left above the last whole round would favour the first signs.
                if (drawn < 256 / Alphabet.Length * Alphabet.Length && signs.Length < length)
                    signs.Append(Alphabet[drawn % Alphabet.Length]);
            }
        }

        return signs.ToString();
    }
}
