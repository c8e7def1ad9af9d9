using System.Security.Cryptography;
using System.Text;

namespace KotanBot.Core.Conversations;

/// <summary>Ids that a turn creates. They derive from its place, so that replaying the turn makes the same ids.</summary>
public static class Ids
{
    /// <summary>24 hex digits for the thing made at this place of this conversation.</summary>
    public static string Derive(string conversationId, long turn, long ordinal) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{conversationId}|{turn}|{ordinal}")))[..24];

    /// <summary>What people read and type: the first six digits, upper case.</summary>
    public static string Short(string id) => id[..Math.Min(6, id.Length)].ToUpperInvariant();
}
