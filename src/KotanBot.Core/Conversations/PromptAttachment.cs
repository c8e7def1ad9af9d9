using System.Text.Json.Serialization;

namespace KotanBot.Core.Conversations;

/// <summary>
/// A picture or a document that goes with a prompt. It is made of stored facts when it is sent or opened, so that the log keeps only its name; the text says all that
/// matters without it.
/// </summary>
/// <param name="Ref">What to make it of, in parts with <c>|</c> between them, the kind first: <c>summary-chart|BNNK-19.02|2026-W48</c>.</param>
/// <param name="Label">What it is, in the language of the prompt, with its size: data is expensive.</param>
/// <param name="FileName">As the receiver keeps it.</param>
public sealed record PromptAttachment(string Ref, string Label, string FileName, bool IsPicture)
{
    /// <summary>Its parts; the first is the kind.</summary>
    [JsonIgnore]
    public string[] Parts => Ref.Split('|');
}
