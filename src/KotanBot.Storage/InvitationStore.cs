using System.Security.Cryptography;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>An invitation as it stands: for which role and office, for how many, how many came, until when.</summary>
public sealed record Invitation(string Role, string SatkerCode, int Uses, int Used, DateTimeOffset ExpiresAt);

/// <summary>Invitation codes. Only a keyed hash of a code is stored, so a stolen database invites nobody.</summary>
public sealed class InvitationStore(Database database, KeyRing keys)
{
    /// <summary>Without the signs that people mistake for one another when they copy a code by hand.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private const int DrawnAtOnce = 4;

    /// <summary>With every blank and dash that somebody may add.</summary>
    private const int LongestCode = 100;

    /// <summary>Returns the code as people type it, such as <c>K7PM-X3RD</c>; case, dashes and blanks do not matter when it is presented.</summary>
    public async Task<string> CreateAsync(string satkerCode, string role, int uses, int days, DateTimeOffset now, string? code = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(uses);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        if (database.Read(c => SatkerRows.Find(c, satkerCode)) is null)
            throw new ArgumentException($"there is no satker {satkerCode}", nameof(satkerCode));
        var shown = code ?? $"{Draw()}-{Draw()}";
        var hash = InvitationRows.CodeHash(keys, shown);
        var expiresAt = Instant.ToColumn(now.AddDays(days));
        var isNew = await database.WriteAsync((c, t) => InvitationRows.Insert(c, t, hash, satkerCode, role, uses, Instant.ToColumn(now), expiresAt));
        return isNew ? shown : throw new ArgumentException("this code exists already", nameof(code));
    }

    /// <summary>Null for a code that is not known.</summary>
    public Invitation? Find(string code)
    {
        if (code.Length is 0 or > LongestCode)
            return null;
        var hash = InvitationRows.CodeHash(keys, code);
        return database.Read(c => InvitationRows.Find(c, hash)) is { } row
            ? new Invitation(row.Role, row.SatkerCode, (int)row.Uses, (int)row.Used, Instant.At(row.ExpiresAt))
            : null;
    }

    /// <summary>A code as it is printed, however somebody typed it.</summary>
    public static string Shown(string code)
    {
        var signs = string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return signs.Length == 2 * DrawnAtOnce ? $"{signs[..DrawnAtOnce]}-{signs[DrawnAtOnce..]}" : signs;
    }

    /// <summary>Lets a code end at this time, whether it was to end before or after; false when it is unknown or ends then already.</summary>
    public async Task<bool> EndAtAsync(string code, DateTimeOffset end)
    {
        var hash = InvitationRows.CodeHash(keys, code);
        return await database.WriteAsync((c, t) => InvitationRows.SetEnd(c, t, hash, Instant.ToColumn(end)));
    }

    private static string Draw() => RandomNumberGenerator.GetString(Alphabet, DrawnAtOnce);
}
