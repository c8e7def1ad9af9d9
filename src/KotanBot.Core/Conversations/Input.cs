using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Conversations;

/// <summary>Everything that can start a turn. All but <see cref="Timeout"/>, <see cref="MediaLost"/> and <see cref="Notice"/> come from a message and take an ordinal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Press), "press")]
[JsonDerivedType(typeof(Photos), "photos")]
[JsonDerivedType(typeof(Place), "place")]
[JsonDerivedType(typeof(Unsupported), "unsupported")]
[JsonDerivedType(typeof(Joined), "joined")]
[JsonDerivedType(typeof(Edit), "edit")]
[JsonDerivedType(typeof(Reply), "reply")]
[JsonDerivedType(typeof(MediaLost), "media-lost")]
[JsonDerivedType(typeof(Timeout), "timeout")]
[JsonDerivedType(typeof(Notice), "notice")]
public abstract record Input
{
    private Input()
    {
    }

    /// <summary>Typed text as it came, of any length; the engine applies the limit of <see cref="InputLimits.LongestText"/>.</summary>
    public sealed record Text(string Value) : Input;

    /// <summary>A pressed button: the turn and ordinal of the prompt that carried it, and the choice's key.</summary>
    public sealed record Press(long Turn, long Ordinal, string Key) : Input;

    public sealed record Photos(ImmutableArray<string> Ids, string? Caption) : Input
    {
        /// <summary>The channel's name of the album that these belong to. Its other parts come as turns of their own, in any order.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Album { get; init; }

        public bool Equals(Photos? other) => other is not null && Caption == other.Caption && Album == other.Album && Ids.SequenceEqual(other.Ids);

        public override int GetHashCode() => Ids.Aggregate(Caption?.GetHashCode(StringComparison.Ordinal) ?? 0, (hash, id) => HashCode.Combine(hash, id));
    }

    public sealed record Place(double Latitude, double Longitude) : Input;

    /// <summary>The person changed a message they had sent; which one, <see cref="Facts.RefersTo"/> tells.</summary>
    public sealed record Edit(string Ref, string Value) : Input;

    /// <summary>Typed as a reply to a certain earlier message; which one, <see cref="Facts.RefersTo"/> tells.</summary>
    public sealed record Reply(string Ref, string Value) : Input;

    /// <summary>Something the bot cannot take (voice, sticker, unreadable bytes); <paramref name="Kind"/> names it in English.</summary>
    public sealed record Unsupported(string Kind) : Input
    {
        /// <summary>The album of photos that cannot be kept, which is told once.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Album { get; init; }
    }

    /// <summary>The person opened the chat and waits for a first word.</summary>
    public sealed record Joined : Input;

    /// <summary>The wake-up time of the conversation has come.</summary>
    public sealed record Timeout : Input;

    /// <summary>These files were named by an answer and could not be fetched from the channel.</summary>
    public sealed record MediaLost(ImmutableArray<string> Ids) : Input
    {
        public bool Equals(MediaLost? other) => other is not null && Ids.SequenceEqual(other.Ids);

        public override int GetHashCode() => Ids.Length;
    }

    /// <summary>Something that happened elsewhere; <paramref name="Id"/> is marked as told by the commit of the turn.</summary>
    public sealed record Notice(string Id, Offices.Notice What) : Input;

    [JsonIgnore]
    public bool IsMessage => this is not (Timeout or MediaLost or Notice);
}

/// <summary>Bounds on what one turn accepts.</summary>
public static class InputLimits
{
    public const int LongestText = 4_000;

    public const int StepsPerTurn = 100;

    public const int FailedAnswersBeforeHelp = 3;
}
