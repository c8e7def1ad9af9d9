using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Core.Indices;

/// <summary>One thing that a reading says otherwise when it is made again; null where it is not there.</summary>
public sealed record IndexDifference(string What, string? Before, string? Now);

/// <summary>What differs between a kept reading and the same one made from what is stored now: the value first, then what went in, then each group and item.</summary>
public static class IndexDifferences
{
    public static ImmutableArray<IndexDifference> Between(IndexReading before, IndexReadingWorking beforeWorking, IndexReading now, IndexReadingWorking nowWorking)
    {
        var found = ImmutableArray.CreateBuilder<IndexDifference>();
        void Compare(string what, object? one, object? other)
        {
            var (left, right) = (Shown(one), Shown(other));
            if (left != right)
                found.Add(new IndexDifference(what, left, right));
        }

        Compare("value", before.Value, now.Value);
        Compare("standard-error", before.StandardError, now.StandardError);
        Compare("n", before.N, now.N);
        Compare("coverage", before.Coverage, now.Coverage);
        Compare("sheets", before.Inputs.Sheets, now.Inputs.Sheets);
        Compare("answers", before.Inputs.Answers, now.Inputs.Answers);
        Compare("left-out", before.Inputs.LeftOut, now.Inputs.LeftOut);
        Compare("inputs", before.Inputs.Digest, now.Inputs.Digest);
        var (old, made) = (beforeWorking.Cells.ToDictionary(c => (c.Group, c.Item)), nowWorking.Cells.ToDictionary(c => (c.Group, c.Item)));
        foreach (var place in old.Keys.Union(made.Keys).OrderBy(k => k.Group, StringComparer.Ordinal).ThenBy(k => k.Item, StringComparer.Ordinal))
            Compare($"{place.Group}/{place.Item}", Cell(old.GetValueOrDefault(place)), Cell(made.GetValueOrDefault(place)));
        if (found.Count == 0 && (ConversationJson.Write(before) != ConversationJson.Write(now) || ConversationJson.Write(beforeWorking) != ConversationJson.Write(nowWorking)))
            found.Add(new IndexDifference("text", null, null));
        return found.ToImmutable();
    }

    private static string? Cell(IndexCell? cell) => cell is null ? null : $"{Shown(cell.N)} × {Shown(cell.Mean)}";

    private static string? Shown(object? value) => value is IFormattable number ? number.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString();
}
