using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Conversations;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Reporting;

namespace KotanBot.Core.Indices;

/// <summary>
/// Makes readings. Pure, and independent of the order in which sheets are read and of what respondents are called: the same answers give the same reading,
/// to the last digit.
/// </summary>
public static class IndexMaker
{
    internal const int KeptDecimals = 10;
    private const decimal Normal95 = 1.96m;

    /// <summary>From whole sheets, or from the drafts of lembaga (<see cref="IndexDraft"/>), by the formula of the definition.</summary>
    public static (IndexReading Reading, IndexReadingWorking Working) FromSheets(IndexQuestion question, IEnumerable<IndexSheet> sheets, BankVersion? bank = null)
    {
        var definition = question.Definition;
        var all = sheets.OrderBy(s => s.Line, StringComparer.Ordinal).ToList();
        var known = all.Where(s => definition.Groups.Count == 0 || definition.Groups.Any(g => g.Id == s.Group)).ToList();
        var rows = known.SelectMany((s, i) => Rows(question, s, i.ToString("D8", CultureInfo.InvariantCulture))).ToList();
        var result = IndexCalculator.ComputeOne(definition, question.Unit.Code, rows);
        var reading = Begin(question, known, all.Count - known.Count, bank) with
        {
            Method = IndexMethod.Formula,
            Value = result.Value,
            Reason = result.Reason is null || question.Basis != IndexBasis.Reports ? result.Reason
                : result.N == 0 ? IndexTexts.NothingProven : IndexTexts.FewProven(result.Coverage, definition.Minimum.Coverage),
            Category = result.Category,
            StandardError = result.StandardError,
            StandardErrorReason = result.StandardErrorReason,
            Interval = IntervalOf(definition, result.Value, result.StandardError),
            N = result.N,
            Coverage = Kept(result.Coverage),
            Groups = Groups(definition, bank?.Bank, result.Groups.ToDictionary(g => g.Group, g => g.N)),
            Parts = [.. definition.Variables.Zip(result.Variables, (v, r) => new IndexPartReading(v.Id, v.Title, Kept(r.Value), Kept(r.StandardError), r.N))],
        };
        return (reading, new IndexReadingWorking(definition.Rounding, Cells(rows), Kept(result.Working)));
    }

    /// <summary>From questionnaires of which each person answered a part, with the total standard error.</summary>
    public static (IndexReading Reading, IndexReadingWorking Working) FromQuestionnaires(IndexQuestion question, BankVersion bank, IEnumerable<IndexSheet> sheets)
    {
        var all = sheets.OrderBy(s => s.Line, StringComparer.Ordinal).ToList();
        var known = all.Where(s => bank.PoolOf(s.Group) is not null).ToList();
        var begun = Begin(question, known, all.Count - known.Count, bank);
        return MatrixIndex.Make(begun, question.Definition, bank, known);
    }

    /// <summary>For an index whose official items nobody outside knows: who answered is told, and never a value.</summary>
    public static (IndexReading Reading, IndexReadingWorking Working) WithoutFormula(IndexQuestion question, BankVersion bank, IEnumerable<IndexSheet> sheets)
    {
        var all = sheets.OrderBy(s => s.Line, StringComparer.Ordinal).ToList();
        var answering = all.Where(s => s.Answers.Any(a => a.Option is not null)).ToList();
        var reading = Begin(question, all, 0, bank) with
        {
            Status = IndexStatus.Placeholder,
            Method = IndexMethod.Drawn,
            Reason = IndexTexts.ItemsUnknown(question.Definition.Code),
            N = answering.Count,
            Groups = Groups(question.Definition, bank.Bank, answering.GroupBy(s => s.Group).ToDictionary(g => g.Key, g => g.Count())),
        };
        return (reading, new IndexReadingWorking(question.Definition.Rounding, [], []));
    }

    /// <summary>A value that an office worked out elsewhere; only classified here.</summary>
    public static (IndexReading Reading, IndexReadingWorking Working) Decided(IndexQuestion question, decimal value)
    {
        var reading = Begin(question, [], 0, null) with
        {
            Value = value,
            Category = question.Definition.Classify(value),
            StandardErrorReason = IndexTexts.WorkedOutElsewhere,
            N = 0,
            Inputs = new IndexInputs(1, 1, 0, Digest([value.ToString(CultureInfo.InvariantCulture)])),
        };
        return (reading, new IndexReadingWorking(question.Definition.Rounding, [], [new IndexWorking("index", question.Definition.Id, 1, value, value)]));
    }

    /// <summary>How far people are with an index of which nothing is computed; why, its note says.</summary>
    /// <param name="entries">What the last report about each entry counts, by group, in the order of the definition.</param>
    /// <param name="all">How many entries there are, also those that nobody reported about.</param>
    public static (IndexReading Reading, IndexReadingWorking Working) Counted(IndexQuestion question, IReadOnlyCollection<IReadOnlyList<int>> entries, int all)
    {
        var counting = question.Definition.Counting ?? throw new ArgumentException("the definition counts nothing", nameof(question));
        var reading = Begin(question, [], 0, null) with
        {
            Status = IndexStatus.Placeholder,
            Reason = question.Definition.Note,
            N = entries.Sum(e => e.Sum()),
            Coverage = all == 0 ? 0 : Kept((decimal)entries.Sum(counting.Reached) / (all * counting.Wanted)),
            Groups = [.. counting.Groups.Select((g, i) => new IndexGroupReading(g.Id, g.Title, entries.Sum(e => Math.Min(e[i], g.Target)), g.Target * all))],
            Entries = new IndexEntries(all, entries.Count, entries.Count(counting.IsComplete)),
            Inputs = new IndexInputs(entries.Count, entries.Count * counting.Groups.Length, 0, Digest(entries.Select(e => string.Join(' ', e)).Order(StringComparer.Ordinal))),
        };
        return (reading, new IndexReadingWorking(question.Definition.Rounding, [], []));
    }

    /// <summary>What a reading becomes when nothing of what it was made from is left.</summary>
    public static (IndexReading Reading, IndexReadingWorking Working) FromNothing(IndexReading reading) => (
        reading with
        {
            Unit = reading.Unit with { Name = null },
            Value = null,
            Reason = IndexTexts.NoAnswers,
            Category = null,
            StandardError = null,
            StandardErrorReason = null,
            Interval = null,
            N = 0,
            Inputs = new IndexInputs(0, 0, 0, Digest([])),
        },
        new IndexReadingWorking(IndexRounding.None, [], []));

    internal static IndexInterval? IntervalOf(IndexDefinition definition, decimal? value, decimal? error)
    {
        if (value is not { } middle || error is not { } known)
            return null;
        var (scale, half) = (definition.Scale, Normal95 * known);
        return new IndexInterval(
            IndexRounding.Apply(Math.Max(scale.Minimum, middle - half), scale.Decimals),
            IndexRounding.Apply(Math.Min(scale.Maximum, middle + half), scale.Decimals));
    }

    internal static ImmutableArray<IndexGroupReading> Groups(IndexDefinition definition, ItemBank? bank, Dictionary<string, int> counts)
    {
        var wanted = bank is { Groups.IsEmpty: false }
            ? bank.Groups.Select(g => (g.Id, g.Title, g.Target))
            : definition.Groups.Select(g => (g.Id, g.Title, g.Target));
        ImmutableArray<IndexGroupReading> listed = [.. wanted.Select(g => new IndexGroupReading(g.Id, g.Title, counts.GetValueOrDefault(g.Id), g.Target))];
        return listed.IsEmpty ? [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new IndexGroupReading(c.Key, null, c.Value, null))] : listed;
    }

    /// <summary>Ten decimals, without the zeros at the end, so that equal numbers are written alike.</summary>
    internal static decimal Kept(decimal value) => IndexRounding.Apply(value, KeptDecimals) / 1.0000000000000000000000000000m;

    internal static decimal? Kept(decimal? value) => value is { } known ? Kept(known) : null;

    internal static ImmutableArray<IndexWorking> Kept(IEnumerable<IndexWorking> stages) => [.. stages.Select(s => s with { Weight = Kept(s.Weight), Raw = Kept(s.Raw), Value = Kept(s.Value) })];

    private static IndexReading Begin(IndexQuestion question, List<IndexSheet> sheets, int leftOut, BankVersion? bank)
    {
        var definition = question.Definition;
        var status = bank is null ? definition.ItemsStatus : (IndexStatus)Math.Max((int)definition.ItemsStatus, (int)bank.Bank.Status);
        return new IndexReading
        {
            Unit = question.Unit with { Name = null },
            Index = definition.Code,
            Edition = definition.Edition,
            Status = status,
            Basis = question.Basis,
            Period = question.Year.ToString("D4", CultureInfo.InvariantCulture),
            Week = question.Week,
            AsOf = question.AsOf,
            DefinitionHash = definition.Hash,
            BankHash = bank?.Hash,
            Decimals = definition.Scale.Decimals,
            Inputs = new IndexInputs(sheets.Sum(s => s.Sent), sheets.Sum(s => s.Answers.Count(a => a.Option is not null)), leftOut, Digest(sheets.Select(s => s.Line))),
        };
    }

    private static IEnumerable<ScoreRow> Rows(IndexQuestion question, IndexSheet sheet, string respondent)
    {
        var answers = sheet.Answers.ToLookup(a => a.Item);
        foreach (var item in question.Definition.Items)
        {
            AnswerValue? value = answers[item.Id].FirstOrDefault() switch
            {
                { Option: { } option } => new AnswerValue.Choice(option),
                { MissingReason: { } reason } => new AnswerValue.Skipped(reason),
                _ => null,
            };
            yield return ScoreRows.Of(question.Definition, question.Unit.Code, sheet.Group, respondent, item.Id, value);
        }
    }

    private static ImmutableArray<IndexCell> Cells(IEnumerable<ScoreRow> rows) =>
    [
        .. rows.Where(r => r.Score is not null).GroupBy(r => (r.Group, r.Item)).OrderBy(c => c.Key.Group, StringComparer.Ordinal).ThenBy(c => c.Key.Item, StringComparer.Ordinal)
            .Select(c => new IndexCell(c.Key.Group, c.Key.Item, c.Count(), c.Count(), Kept(c.Average(r => r.Score!.Value)))),
    ];

    private static string Digest(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..32];
}
