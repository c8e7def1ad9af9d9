using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>What was opened with other people's keys for one turn, by person: words that an erasure must find again.</summary>
internal sealed class OpenedWords
{
    private readonly Dictionary<string, HashSet<string>> _words = [];

    public void Add(string personId, string words)
    {
        if (!_words.TryGetValue(personId, out var known))
            _words[personId] = known = new HashSet<string>(StringComparer.Ordinal);
        known.Add(words);
    }

    public ImmutableArray<ShownWords> ToShown() => [.. _words.Select(w => new ShownWords(w.Key, [.. w.Value]))];
}
