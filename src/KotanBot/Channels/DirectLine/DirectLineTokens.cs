using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Signs and checks tokens: JSON Web Tokens with HMAC-SHA256, under a key derived from the Direct Line secret, so that a
/// restart does not end any conversation and a changed secret ends them all. Only our own header is accepted: a token
/// cannot choose its algorithm.
/// </summary>
public sealed class DirectLineTokens(DirectLineSecret secret, TimeProvider time)
{
    public static readonly TimeSpan ConversationLifetime = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan StreamLifetime = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan ResumeLifetime = TimeSpan.FromDays(90);

    /// <summary>A page that shows the picture anew later asks for the history again.</summary>
    public static readonly TimeSpan AttachmentLifetime = TimeSpan.FromMinutes(30);

    private const int LongestToken = 4096;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _key = Derive(secret, "kotanbot direct line tokens");

    private readonly byte[] _sessionKey = Derive(secret, "kotanbot direct line sessions");

    public string Sign(string conversationId, string userId, TokenUse use, ImmutableArray<string> origins = default)
    {
        var now = time.GetUtcNow();
        var payload = DirectLineWire.Compose(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("conv", conversationId);
            writer.WriteString("user", userId);
            writer.WriteString("use", Name(use));
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", (now + Lifetime(use)).ToUnixTimeSeconds());
            if (!origins.IsDefaultOrEmpty)
            {
                writer.WriteStartArray("origins");
                foreach (var origin in origins)
                    writer.WriteStringValue(origin);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(signed))}";
    }

    public TokenCheck Check(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > LongestToken)
            return new TokenCheck.Invalid();
        var dot = text.LastIndexOf('.');
        if (dot < 0 || !text.StartsWith(Header + ".", StringComparison.Ordinal))
            return new TokenCheck.Invalid();
        var signed = text[..dot];
        // Compared as text: its bytes could be written in other ways too.
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text[(dot + 1)..]), Encoding.UTF8.GetBytes(Base64Url.EncodeToString(Signature(signed)))))
            return new TokenCheck.Invalid();
        if (signed.Length <= Header.Length || Decode(signed[(Header.Length + 1)..]) is not { } payload || Read(payload) is not { } token)
            return new TokenCheck.Invalid();
        return token.ExpiresAt > time.GetUtcNow() ? new TokenCheck.Valid(token) : new TokenCheck.Expired();
    }

    /// <summary>A name of the conversation that cannot be told from anything else and tells nothing.</summary>
    public string SessionId(string conversationId) => Base64Url.EncodeToString(HMACSHA256.HashData(_sessionKey, Encoding.UTF8.GetBytes(conversationId)));

    private static byte[] Derive(DirectLineSecret secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Value), 32, info: Encoding.UTF8.GetBytes(purpose));

    private byte[] Signature(string signed) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(signed));

    /// <summary>Only called on payloads that carry our signature.</summary>
    private static DirectLineToken? Read(byte[] payload)
    {
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        return Use(root.GetProperty("use").GetString()!) is not { } use
            ? null
            : new DirectLineToken(
                root.GetProperty("conv").GetString()!,
                root.GetProperty("user").GetString()!,
                use,
                DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()),
                root.TryGetProperty("origins", out var origins) ? [.. origins.EnumerateArray().Select(o => o.GetString()!)] : []);
    }

    private static byte[]? Decode(string text) =>
        Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    public static TimeSpan Lifetime(TokenUse use) => use switch
    {
        TokenUse.Conversation => ConversationLifetime,
        TokenUse.Stream => StreamLifetime,
        TokenUse.Resume => ResumeLifetime,
        TokenUse.Attachment => AttachmentLifetime,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Name(TokenUse use) => use switch
    {
        TokenUse.Conversation => "conversation",
        TokenUse.Stream => "stream",
        TokenUse.Resume => "resume",
        TokenUse.Attachment => "attachment",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static TokenUse? Use(string name) => name switch
    {
        "conversation" => TokenUse.Conversation,
        "stream" => TokenUse.Stream,
        "resume" => TokenUse.Resume,
        "attachment" => TokenUse.Attachment,
        _ => null,
    };
}
