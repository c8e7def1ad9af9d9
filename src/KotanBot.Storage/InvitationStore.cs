using System.Security.Cryptography;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>An invitation as it stands: for which role and office, for how many, how many came, until when.</summary>
public sealed record Invitation(string Role, string SatkerCode, int Uses, int Used, DateTimeOffset ExpiresAt);

/// <summary>Invitation codes. Only a keyed hash of a code is stored, so a stolen database invites nobody.</summary>
public sealed class InvitationStore(Database database, KeyRing keys)
{
    private const int MostListed = 1_000;

    /// <summary>With every blank and dash that somebody may add.</summary>
    private const int LongestCode = 100;

    /// <summary>Returns the code as people type it, such as <c>K7PM-X3RD</c>; case, dashes and blanks do not matter when it is presented.</summary>
    public Task<string> CreateAsync(string satkerCode, string role, int uses, int days, DateTimeOffset now, string? code = null) =>
        CreateAsync(new InvitationPlan(satkerCode, role, uses, days), now, code);

    /// <summary>As above, and with a lembaga, which the office gets when it does not know it yet.</summary>
    public async Task<string> CreateAsync(InvitationPlan plan, DateTimeOffset now, string? code = null)
    {
        if (plan.Uses < 1 || plan.Days < 1)
            throw new ArgumentOutOfRangeException(nameof(plan), "an invitation is for one person and one day at least");
        if (database.Read(c => SatkerRows.Find(c, plan.SatkerCode)) is null)
            throw new ArgumentException($"there is no satker {plan.SatkerCode}", nameof(plan));
        var shown = code ?? $"{Draw()}-{Draw()}";
        var hash = InvitationRows.CodeHash(keys, shown);
        var id = await database.WriteAsync((c, t) => InvitationWriter.Insert(c, t, hash, plan, madeBy: null, now));
        return id is not null ? shown : throw new ArgumentException("this code exists already", nameof(code));
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

    /// <summary>Those of the offices in the scope that can still be used, newest first.</summary>
    public IReadOnlyList<OpenInvitation> ListOpen(Scope scope, DateTimeOffset now) =>
        database.Read(c => InvitationRows.ListOpen(c, scope, Instant.ToColumn(now), MostListed).Select(OpenOf).ToList());

    internal static OpenInvitation OpenOf(InvitationRows.Row row) =>
        new(row.Id, row.Role, row.SatkerCode, row.SatkerName ?? row.SatkerCode, row.LembagaName, (int)row.Uses, (int)row.Used, Instant.At(row.ExpiresAt));

    /// <summary>A code as it is printed, however somebody typed it.</summary>
    public static string Shown(string code)
    {
        var signs = string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return signs.Length == 2 * InvitationCode.GroupLength ? $"{signs[..InvitationCode.GroupLength]}-{signs[InvitationCode.GroupLength..]}" : signs;
    }

    /// <summary>Lets a code end at this time, whether it was to end before or after; false when it is unknown or ends then already.</summary>
    public async Task<bool> EndAtAsync(string code, DateTimeOffset end)
    {
        var hash = InvitationRows.CodeHash(keys, code);
        return await database.WriteAsync((c, t) => InvitationRows.SetEnd(c, t, hash, Instant.ToColumn(end)));
    }

    private static string Draw() => RandomNumberGenerator.GetString(InvitationCode.Alphabet, InvitationCode.GroupLength);
}
