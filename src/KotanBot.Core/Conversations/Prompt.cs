using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Conversations;

/// <summary>One outgoing message as the engine means it; a channel decides how choices look (see <see cref="PromptLayout"/>).</summary>
public sealed record Prompt(string Text)
{
    /// <summary>Stands in a history where the text is gone.</summary>
    public static readonly Prompt NotKept = new("(tidak disimpan)");

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PromptKind Kind { get; init; } = PromptKind.Say;

    public ImmutableArray<PromptChoice> Choices { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Expectation Expects { get; init; }

    /// <summary>Several choices may be answered at once ("1, 3"), so they are numbered in the text even beside buttons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Many { get; init; }

    /// <summary>The question has an explanation, which <c>?</c> shows; a channel with buttons can offer it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Help { get; init; }

    /// <summary>Language code of the text; null means Indonesian. Screen readers and the page's own labels follow it.</summary>
    public string? Language { get; init; }

    /// <summary>A picture or a document that goes with the text, made when it is sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PromptAttachment? Attached { get; init; }

    public bool Equals(Prompt? other) =>
        other is not null && Attached == other.Attached && Language == other.Language && Text == other.Text && Kind == other.Kind && Many == other.Many && Help == other.Help && Expects == other.Expects && Choices.SequenceEqual(other.Choices);

    public override int GetHashCode() => HashCode.Combine(Text, Kind, Expects, Choices.Length);
}

/// <summary>A <see cref="Question"/> waits for an answer and its choices belong to it; a <see cref="Say"/> waits for nothing.</summary>
public enum PromptKind
{
    Say,
    Question,
}

/// <summary>Which keyboard or control helps most with the answer.</summary>
public enum Expectation
{
    Text,
    Number,
    Photo,
    Location,
}

/// <summary>A fixed answer offered with a prompt. <paramref name="Key"/> starts with <c>/</c> when it is a command.</summary>
public sealed record PromptChoice(string Key, string Label);
