using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>One option of a choice as people may name it: its stable key, its visible label and other names for it.</summary>
public sealed record ChoiceWords(string Key, string Label, ImmutableArray<string> Aliases)
{
    public ChoiceWords(string key, string label)
        : this(key, label, [])
    {
    }
}
