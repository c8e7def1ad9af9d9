using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace KotanBot.Core.Language;

/// <summary>Reads a list of options: splits at commas first, at "dan" only where a part alone names nothing.</summary>
internal sealed partial class ManyChoices(IReadOnlyList<ChoiceWords> choices, ChoiceNames names)
{
    private const int MostParts = 50;

    private readonly List<int> _understood = [];
    private readonly List<string> _unknown = [];
    private readonly List<int> _candidates = [];

    public IReadOnlyList<int> Understood => _understood;

    public bool IsClear => _unknown.Count == 0 && _understood.Count > 0;

    public ManyChoices Read(string text)
    {
        foreach (var part in Strong().Split(text).Where(p => TextFolding.Fold(p).Length > 0).Take(MostParts)) ReadPart(part);
        return this;
    }

    public ManyChoicesReading.Unclear ToUnclear() => new(Keys(_understood), [.. _unknown], Keys(_candidates.Except(_understood)));

    private void ReadPart(string part)
    {
        if (ReadNumbers(part)) return;
        var found = ChoiceReader.Find(part, choices, names, many: true);
        if (found.Length == 1 && !Weak().IsMatch(part))
        {
            _understood.Add(found[0]);
            return;
        }
        var exact = names.Exact(string.Join(' ', TextFolding.Words(part))).ToArray();
        if (exact.Length == 1)
        {
            _understood.Add(exact[0]);
            return;
        }
        var pieces = Weak().Split(part).Where(p => TextFolding.Fold(p).Length > 0).ToArray();
        if (pieces.Length > 1 && pieces.All(p => ReadsAsOne(p)))
        {
            foreach (var piece in pieces) _understood.Add(ChoiceReader.Find(piece, choices, names, many: true)[0]);
            return;
        }
        ReadNamed(part, found);
    }

    private bool ReadsAsOne(string piece) => ChoiceReader.Find(piece, choices, names, many: true).Length == 1;

    private void ReadNamed(string part, ImmutableArray<int> found)
    {
        // "sosialisasi tes urine": both are named in full, so both are meant.
        string[] words = [.. TextFolding.Words(part)];
        var inside = names.Inside(words).ToArray();
        if (inside.Length > 0) _understood.AddRange(inside);
        else if (found.Length == 1) _understood.Add(found[0]);
        else
        {
            _unknown.Add(string.Join(' ', words));
            _candidates.AddRange(found);
        }
    }

    // "1 3", "1 dan 3", "1-3", "2.".
    private bool ReadNumbers(string part)
    {
        var folded = TextFolding.FoldKeepingMarks(part);
        if (!Numbers().IsMatch(folded)) return false;
        foreach (Match item in Number().Matches(folded))
        {
            var ends = item.Value.Split('-', StringSplitOptions.TrimEntries).Select(Position).ToArray();
            var (from, to) = (ends[0], ends[^1]);
            if (from < 0 || to >= choices.Count || to < from) _unknown.Add(item.Value);
            else _understood.AddRange(Enumerable.Range(from, to - from + 1));
        }
        return true;
    }

    private static int Position(string number) =>
        number.Length <= 3 ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) - 1 : int.MaxValue;

    private ImmutableArray<string> Keys(IEnumerable<int> positions) => [.. positions.Distinct().Order().Select(i => choices[i].Key)];

    [GeneratedRegex(@"[,;\n\r|]+", RegexOptions.NonBacktracking)]
    private static partial Regex Strong();

    [GeneratedRegex(@"\s+(?:dan|and|serta|sama|dgn|dengan|juga)\s+|[&+/]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Weak();

    [GeneratedRegex(
        @"^(?:(?:no|nomor|nomer|opsi|pilihan)\.? )?[0-9]+(?: ?- ?[0-9]+)?\.?(?:(?: dan | and | & | \+ | |&|\+|\.|/)[0-9]+(?: ?- ?[0-9]+)?\.?)*$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex("[0-9]+(?: ?- ?[0-9]+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
