using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Conversations;

/// <summary>What a person answered to one step. A skipped question is an answer too: its reason is data.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Choice), "choice")]
[JsonDerivedType(typeof(Choices), "choices")]
[JsonDerivedType(typeof(Number), "number")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Dates), "dates")]
[JsonDerivedType(typeof(Place), "place")]
[JsonDerivedType(typeof(Photos), "photos")]
[JsonDerivedType(typeof(Point), "point")]
[JsonDerivedType(typeof(Entry), "entry")]
[JsonDerivedType(typeof(Skipped), "skipped")]
public abstract record AnswerValue
{
    private AnswerValue()
    {
    }

    public sealed record Choice(string Key) : AnswerValue;

    public sealed record Choices(ImmutableArray<string> Keys) : AnswerValue
    {
        public bool Equals(Choices? other) => other is not null && Keys.SequenceEqual(other.Keys);

        public override int GetHashCode() => Keys.Aggregate(17, (hash, key) => HashCode.Combine(hash, key));
    }

    /// <summary><paramref name="Estimated"/>: the person gave a vague number ("dua ratusan") and confirmed this one.</summary>
    public sealed record Number([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal Value, bool Estimated = false) : AnswerValue;

    public sealed record Text(string Value) : AnswerValue;

    /// <summary>Local days, both inclusive; equal for a single day.</summary>
    public sealed record Dates(DateOnly From, DateOnly To) : AnswerValue;

    /// <summary>Kemendagri code such as <c>53.14</c>.</summary>
    public sealed record Place(string Code) : AnswerValue;

    /// <summary>Ids of attachments kept by the shell.</summary>
    public sealed record Photos(ImmutableArray<string> Ids) : AnswerValue
    {
        public bool Equals(Photos? other) => other is not null && Ids.SequenceEqual(other.Ids);

        public override int GetHashCode() => Ids.Aggregate(19, (hash, id) => HashCode.Combine(hash, id));
    }

    /// <summary>Degrees WGS 84.</summary>
    public sealed record Point(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double Latitude,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double Longitude) : AnswerValue;

    /// <summary>An entry of a register: its id, and what the office calls it, which is no person's name. Stored is the id.</summary>
    public sealed record Entry(string Id, string Name) : AnswerValue
    {
        /// <summary>The same thing, whatever it was called when it was answered.</summary>
        public bool Equals(Entry? other) => other is not null && Id == other.Id;

        public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary><paramref name="Reason"/> is one of <see cref="SkipReasons"/>.</summary>
    public sealed record Skipped(string Reason) : AnswerValue;
}

/// <summary>Why a question was left open. Stored as written here and kept in every export.</summary>
public static class SkipReasons
{
    public const string DoesNotKnow = "tidak-tahu";

    public const string NoRecord = "tidak-ada-catatan";

    public const string NotApplicable = "tidak-berlaku";

    public const string PrefersNot = "tidak-mau";

    public static readonly ImmutableArray<string> All = [DoesNotKnow, NoRecord, NotApplicable, PrefersNot];
}
