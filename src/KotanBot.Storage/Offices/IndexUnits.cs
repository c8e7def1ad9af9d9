using System.Data.Common;
using KotanBot.Core.Indices;

namespace KotanBot.Storage.Offices;

/// <summary>Makes the readings of an office (with its lembaga and kawasan) or of a region from what is stored. It only reads.</summary>
internal sealed class IndexUnits(DbConnection connection, KeyRing keys)
{
    private readonly IndexInputRows _inputs = new(connection, keys);
    private readonly EntryInputRows _entries = new(connection, keys);

    /// <summary>What was collected of one unit, ready to be computed.</summary>
    internal sealed record Collected(IndexUnit Unit, IndexBasis Basis, IReadOnlyList<IndexSheet> Sheets);

    /// <param name="known">Units that had a reading earlier in the year: they get one now too, even if nothing of theirs is left.</param>
    public IEnumerable<(IndexReading Reading, IndexReadingWorking Working)> MakeOffice(IndexPlan plan, IndexPlace place, IReadOnlyCollection<IndexReading> known)
    {
        foreach (var index in plan.Sheets)
            foreach (var collected in WithKnown([.. CollectSheets(index, place), .. CollectDrafts(index, place)], index.Definition, known))
                yield return IndexMaker.FromSheets(Question(index.Definition, collected, place), collected.Sheets, index.Bank);
        if (plan.Kawasan is { } definition)
            foreach (var (id, value) in _inputs.ReadKawasan(place))
                yield return Decide(definition, new IndexUnit(IndexUnitKind.Kawasan, id, place.Satker), place, value);
        foreach (var index in plan.Entries)
            foreach (var entry in _entries.ListAsked(place, index.Register, index.Index.Bank.Bank.Id).Union(known.Where(k => IsAbout(k, index)).Select(k => k.Unit.Code)))
                yield return Make(index.Index, CollectEntry(index, place, entry), place);
        foreach (var index in plan.Counted)
            if (_entries.CountAll(place, index.Register) > 0)
                yield return Count(index, place);
    }

    private static bool IsAbout(IndexReading reading, EntryIndex index) =>
        reading is { Unit.Kind: IndexUnitKind.Kawasan, Basis: IndexBasis.Questionnaire } && reading.Index == index.Index.Definition.Code && reading.Edition == index.Index.Definition.Edition;

    public Collected CollectEntry(EntryIndex index, IndexPlace place, string entry) =>
        new(new IndexUnit(IndexUnitKind.Kawasan, entry, place.Satker), IndexBasis.Questionnaire, _entries.ReadQuestionnaires(place, index.Index.Bank.Bank.Id, entry));

    public (IndexReading Reading, IndexReadingWorking Working) Count(CountedIndex index, IndexPlace place) => IndexMaker.Counted(
        Question(index.Definition, new Collected(new IndexUnit(IndexUnitKind.Satker, place.Satker, place.Satker), IndexBasis.Progress, []), place),
        [.. _entries.ReadCounts(place, index).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Value)],
        _entries.CountAll(place, index.Register));

    public IEnumerable<(IndexReading Reading, IndexReadingWorking Working)> MakeRegion(IndexPlan plan, IndexPlace place, string region, IReadOnlyCollection<IndexReading> known)
    {
        foreach (var index in plan.Questionnaires)
        {
            var sheets = _inputs.ReadQuestionnaires(place, index.Bank.Bank.Id, region);
            if (sheets.Count > 0 || known.Any(k => k.Index == index.Definition.Code))
                yield return Make(index, new Collected(new IndexUnit(IndexUnitKind.Region, region, place.Satker), IndexBasis.Questionnaire, sheets), place);
        }
    }

    public static (IndexReading Reading, IndexReadingWorking Working) Make(QuestionnaireIndex index, Collected collected, IndexPlace place)
    {
        var question = Question(index.Definition, collected, place);
        return index.HasFormula ? IndexMaker.FromQuestionnaires(question, index.Bank, collected.Sheets) : IndexMaker.WithoutFormula(question, index.Bank, collected.Sheets);
    }

    public static (IndexReading Reading, IndexReadingWorking Working) Make(SheetIndex index, Collected collected, IndexPlace place) =>
        IndexMaker.FromSheets(Question(index.Definition, collected, place), collected.Sheets, index.Bank);

    private static (IndexReading Reading, IndexReadingWorking Working) Decide(IndexDefinition definition, IndexUnit unit, IndexPlace place, decimal value) =>
        IndexMaker.Decided(Question(definition, new Collected(unit, IndexBasis.Decision, []), place), value);

    public IReadOnlyList<Collected> CollectSheets(SheetIndex index, IndexPlace place) => Units(_inputs.ReadSheets(place, index.Dialog), IndexBasis.Sheets, place);

    public IReadOnlyList<Collected> CollectDrafts(SheetIndex index, IndexPlace place) =>
        index.HasDrafts ? Units(_inputs.ReadDrafts(place, index.Bank!.Bank), IndexBasis.Reports, place) : [];

    public Collected CollectRegion(QuestionnaireIndex index, IndexPlace place, string region) =>
        new(new IndexUnit(IndexUnitKind.Region, region, place.Satker), IndexBasis.Questionnaire, _inputs.ReadQuestionnaires(place, index.Bank.Bank.Id, region));

    public (IndexReading Reading, IndexReadingWorking Working)? FindKawasan(IndexDefinition definition, IndexPlace place, string id) =>
        _inputs.ReadKawasan(place).Where(k => k.Kawasan == id).Select(k => ((IndexReading, IndexReadingWorking)?)Decide(definition, new IndexUnit(IndexUnitKind.Kawasan, id, place.Satker), place, k.Value)).FirstOrDefault();

    /// <summary>Each lembaga by itself, then the office with all of them.</summary>
    private static List<Collected> Units(IReadOnlyList<IndexInputRows.Sent> sent, IndexBasis basis, IndexPlace place)
    {
        var units = sent.Where(s => s.Lembaga is not null).GroupBy(s => s.Lembaga!).OrderBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => new Collected(new IndexUnit(IndexUnitKind.Lembaga, l.Key, place.Satker), basis, [.. l.Select(s => s.Sheet)])).ToList();
        if (sent.Count > 0)
            units.Add(new Collected(new IndexUnit(IndexUnitKind.Satker, place.Satker, place.Satker), basis, [.. sent.Select(s => s.Sheet)]));
        return units;
    }

    private static IEnumerable<Collected> WithKnown(List<Collected> found, IndexDefinition definition, IReadOnlyCollection<IndexReading> known) => found.Concat(
        known.Where(k => k.Index == definition.Code && k.Edition == definition.Edition && k.Inputs.Sheets > 0 && !found.Exists(f => f.Unit.Code == k.Unit.Code && f.Basis == k.Basis))
            .Select(k => new Collected(k.Unit, k.Basis, [])));

    private static IndexQuestion Question(IndexDefinition definition, Collected collected, IndexPlace place) =>
        new(definition, collected.Unit, collected.Basis, place.Year, place.Week.Name, place.AsOf);
}
