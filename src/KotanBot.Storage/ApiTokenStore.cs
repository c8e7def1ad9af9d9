using System.Buffers.Text;
using System.Security.Cryptography;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// With what a program reads the numbers of an office and of all below it. <paramref name="Name"/> says what uses it. <paramref name="UsedAt"/> is right
/// to the hour.
/// </summary>
public sealed record ApiToken(
    string Id, string SatkerCode, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? UsedAt)
{
    public const int LongestName = 100;

    public const int UsualDays = 365;

    public const int MostDays = 3_650;

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}

/// <summary>Tokens of the read-only API. Only a keyed hash is stored, so a stolen database opens nothing; who makes and revokes them, the audit tells.</summary>
public sealed class ApiTokenStore(Database database, KeyRing keys)
{
    /// <summary>Tells a token from other secrets where it was left by mistake.</summary>
    public const string Prefix = "kotanbot_";

    private const int SecretBytes = 32;

    /// <summary>No token of ours is as long.</summary>
    private const int Longest = 100;

    private static readonly TimeSpan BetweenNotes = TimeSpan.FromHours(1);

    /// <summary>The token itself is told this once and is nowhere afterwards.</summary>
    public async Task<(ApiToken Token, string Secret)> CreateAsync(string satkerCode, string name, int days, DateTimeOffset now)
    {
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var token = new ApiToken(NewId.Create(), satkerCode, name, now, now.AddDays(days), null, null);
        await database.WriteAsync((c, t) =>
        {
            ApiTokenRows.Insert(c, t, token, HashOf(secret));
            AuditRows.Append(c, t, new AuditLine("api-token-created", satkerCode, token.Id) { After = $"{name}|{days}" }, Instant.ToColumn(now));
            return 0;
        });
        return (token, secret);
    }

    /// <summary>Null for what was never one. An expired or revoked one is found and says so.</summary>
    public ApiToken? Find(string secret)
    {
        if (secret.Length > Longest || !secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var hash = HashOf(secret);
        return database.Read(c => ApiTokenRows.Find(c, hash))?.ToToken();
    }

    /// <summary>Those of offices in the scope, revoked and expired ones too.</summary>
    public IReadOnlyList<ApiToken> List(Scope scope) => database.Read(c => ApiTokenRows.List(c, scope).Select(r => r.ToToken()).ToList());

    /// <summary>False where there is none in the scope, or it was revoked before.</summary>
    public Task<bool> RevokeAsync(Scope scope, string id, DateTimeOffset now) => database.WriteAsync((c, t) =>
    {
        if (ApiTokenRows.Revoke(c, t, scope, id, Instant.ToColumn(now)) is not { } satker)
            return false;
        AuditRows.Append(c, t, new AuditLine("api-token-revoked", satker, id), Instant.ToColumn(now));
        return true;
    });

    /// <summary>Writes once an hour at most.</summary>
    public Task NoteUseAsync(ApiToken token, DateTimeOffset now) => token.UsedAt is { } last && now - last < BetweenNotes
        ? Task.CompletedTask
        : database.WriteAsync((c, t) => ApiTokenRows.NoteUse(c, t, token.Id, Instant.ToColumn(now), Instant.ToColumn(now - BetweenNotes)));

    private string HashOf(string secret) => keys.Hash("api token", secret);
}
