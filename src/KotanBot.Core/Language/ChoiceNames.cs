using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>The folded names of the options of one question, and the ways a folded reply can match them.</summary>
internal sealed class ChoiceNames
{
    private const int ShortestPrefix = 3;
    private const int ShortestForgivenWord = 5;
    private const int MostWordsForgiven = 30;
    private const int LongestForgiven = 60;

    private static readonly string[] Negations = ["tidak", "bukan", "belum", "jangan", "jgn", "tanpa", "kecuali", "selain", "non", "kurang", "batal", "nanti", "dont", "not", "no", "except"];

    private readonly ImmutableArray<(int Choice, string Name, string[] Words)> _names;

    public ChoiceNames(IReadOnlyList<ChoiceWords> choices)
    {
        var names = ImmutableArray.CreateBuilder<(int, string, string[])>();
        for (var i = 0; i < choices.Count; i++)
        {
            var aliases = choices[i].Aliases.IsDefault ? [] : choices[i].Aliases;
            foreach (var spelling in aliases.Prepend(choices[i].Label).Append(choices[i].Key).Distinct(StringComparer.Ordinal))
            {
                var words = TextFolding.Words(spelling);
                if (words.Length > 0) names.Add((i, string.Join(' ', words), [.. words]));
            }
        }
        _names = names.ToImmutable();
    }

    /// <summary>Options of which a label, alias or key is exactly the reply.</summary>
    public IEnumerable<int> Exact(string reply) => Choices(n => n.Name == reply);

    /// <summary>Options named inside the reply ("sosialisasi di sekolah"); a longer name hides the shorter ones it contains.</summary>
    public IEnumerable<int> Inside(string[] reply)
    {
        var spans = new List<(int Choice, int Start, int End)>();
        foreach (var (choice, name, words) in _names)
        {
            if (name.Length < ShortestPrefix) continue;
            for (var start = 0; start + words.Length <= reply.Length; start++)
            {
                if (!reply.AsSpan(start, words.Length).SequenceEqual(words)) continue;
                if (reply.AsSpan(0, start).ContainsAny(Negations)) continue;
                spans.Add((choice, start, start + words.Length));
            }
        }
        return spans
            .Where(s => !spans.Any(t => t.Start <= s.Start && s.End <= t.End && t.End - t.Start > s.End - s.Start))
            .Select(s => s.Choice).Distinct().Order();
    }

    /// <summary>Options whose name contains the reply as whole words ("urine" in "Tes urine").</summary>
    public IEnumerable<int> Around(string[] reply) =>
        Choices(n =>
        {
            for (var start = 0; start + reply.Length <= n.Words.Length; start++)
            {
                if (n.Words.AsSpan(start, reply.Length).SequenceEqual(reply)) return true;
            }
            return false;
        });

    /// <summary>Options of which a name begins with the reply.</summary>
    public IEnumerable<int> StartingWith(string reply) =>
        reply.Length < ShortestPrefix ? [] : Choices(n => n.Name.StartsWith(reply, StringComparison.Ordinal));

    /// <summary>Options nearest to the whole reply within the forgiven distance.</summary>
    public IEnumerable<int> Near(string reply)
    {
        if (reply.Length > LongestForgiven || reply.Any(char.IsAsciiDigit)) return [];
        return Nearest(_names.Select(n => (n.Choice, Distance(reply, n.Name))));
    }

    /// <summary>Options of which some word is nearest to some word of the reply: "sosialisai di sekolah".</summary>
    public IEnumerable<int> NearWords(string[] reply)
    {
        if (reply.Length > MostWordsForgiven || reply.Any(Negations.Contains)) return [];
        var words = reply.Where(w => w.Length >= ShortestForgivenWord && !w.Any(char.IsAsciiDigit)).ToList();
        var single = reply.Length == 1;
        return Nearest(
            from name in _names
            where single || name.Words.Length == 1
            from part in name.Words
            where part.Length >= ShortestForgivenWord
            from word in words
            select (name.Choice, Distance(word, part)));
    }

    private static int Distance(string reply, string name)
    {
        var bound = EditDistance.Allowance(Math.Min(reply.Length, name.Length));
        var distance = bound == 0 ? int.MaxValue : EditDistance.Bounded(reply, name, bound);
        return distance > bound ? int.MaxValue : distance;
    }

    private static IEnumerable<int> Nearest(IEnumerable<(int Choice, int Distance)> candidates)
    {
        var within = candidates.Where(c => c.Distance < int.MaxValue).ToList();
        if (within.Count == 0) return [];
        var least = within.Min(c => c.Distance);
        return within.Where(c => c.Distance == least).Select(c => c.Choice).Distinct().Order();
    }

    private IEnumerable<int> Choices(Func<(int Choice, string Name, string[] Words), bool> fits) =>
        _names.Where(fits).Select(n => n.Choice).Distinct().Order();
}
