using System.Globalization;
using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;

namespace Telegram.Bot.Types;

/// <summary>A chat by its number, or a public one by its @name; exactly one of the two is set.</summary>
[JsonConverter(typeof(ChatIdConverter))]
public class ChatId : IEquatable<ChatId>
{
    public ChatId(long identifier) => Identifier = identifier;

    /// <param name="username">A name that begins with @, or a number in digits.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public ChatId(string username)
    {
        ArgumentNullException.ThrowIfNull(username);
        if (username is ['@', _, ..]) Username = username;
        else if (long.TryParse(username, NumberStyles.Integer, CultureInfo.InvariantCulture, out var identifier)) Identifier = identifier;
        else throw new ArgumentException("A chat is named by a number or by a name that begins with @.", nameof(username));
    }

    public long? Identifier { get; }

    public string? Username { get; }

    public static implicit operator ChatId(long identifier) => new(identifier);

    public static implicit operator ChatId(string username) => new(username);

    public static bool operator ==(ChatId? left, ChatId? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ChatId? left, ChatId? right) => !(left == right);

    public bool Equals(ChatId? other) =>
        other is not null && Identifier == other.Identifier && string.Equals(Username, other.Username, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as ChatId);

    public override int GetHashCode() => HashCode.Combine(Identifier, Username?.ToUpperInvariant());

    public override string ToString() => Username ?? Identifier?.ToString(CultureInfo.InvariantCulture) ?? "";
}
