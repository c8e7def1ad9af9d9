using System.Collections.Immutable;
using System.Data.Common;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>A reading as it is kept. <paramref name="Closed"/>: its week is over and it never changes; else it is replaced every night.</summary>
public sealed record StoredReading(DateTimeOffset MadeAt, bool Closed, IndexReading Reading)
{
    /// <summary>Only where one reading was asked for.</summary>
    public IndexReadingWorking? Working { get; init; }
}

/// <summary>Which readings: of an office and, unless it says otherwise, of all below it. Null does not restrict; of weeks, those up to <see cref="Week"/>.</summary>
public sealed record IndexFilter(string Satker)
{
    public bool WithBelow { get; init; } = true;

    public IndexUnitKind? Kind { get; init; }

    /// <summary>Of the unit; see <see cref="IndexUnit"/>.</summary>
    public string? Code { get; init; }

    public string? Index { get; init; }

    public IndexBasis? Basis { get; init; }

    public string? Period { get; init; }

    public string? Week { get; init; }
}

/// <summary>How far the respondents that a questionnaire wants have spoken, by group.</summary>
public sealed record IndexProgress(IndexUnit Unit, string Index, string Period, ImmutableArray<IndexGroupReading> Groups)
{
    public int N => Groups.Sum(g => Math.Min(g.N, g.Target ?? g.N));

    public int Target => Groups.Sum(g => g.Target ?? 0);
}

/// <summary>An office or a region that was marked so many times. <paramref name="Satker"/> answers for it.</summary>
public sealed record DueIndex(string Kind, string Code, string Satker, int UtcOffsetMinutes, long Changes)
{
    /// <summary>When the last round was made; weeks that ended since then are made too. Null before the first.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>A reading made again from what is stored now. Equal is equal to the last digit.</summary>
public sealed record RecomputedReading(StoredReading Stored, IndexReading Now, IndexReadingWorking NowWorking)
{
    public bool IsEqual => Core.Conversations.ConversationJson.Write(Stored.Reading) == Core.Conversations.ConversationJson.Write(Now)
        && Core.Conversations.ConversationJson.Write(Stored.Working!) == Core.Conversations.ConversationJson.Write(NowWorking);
}

/// <summary>
/// The readings of indices. They are made by a job (<see cref="MakeAsync"/>), so that whoever shows them never computes over answers; everything else here reads,
/// within a scope. Names are looked up when a reading is read and never kept with it.
/// </summary>
public sealed class IndexStore(Database database, KeyRing keys)
{
    /// <summary>After a longer outage the oldest weeks get no reading.</summary>
    private const int MostWeeks = 53;

    /// <summary>The newest reading of every unit, index and basis.</summary>
    public IReadOnlyList<StoredReading> Latest(Scope scope, IndexFilter filter) => database.Read(c => Named(c, IndexReadingRows.Latest(c, scope, filter)));

    /// <summary>All readings, the oldest first; <see cref="IndexSeries"/> says which may share a line.</summary>
    public IReadOnlyList<StoredReading> Series(Scope scope, IndexFilter filter) => database.Read(c => Named(c, IndexReadingRows.Series(c, scope, filter)));

    /// <summary>The newest reading that fits, with its working; null where there is none within the scope.</summary>
    public StoredReading? Find(Scope scope, IndexFilter filter) =>
        database.Read(c => IndexReadingRows.Find(c, scope, filter) is { } found ? Named(c, [found])[0] : null);

    /// <summary>Of every questionnaire and region, by the newest reading of each; of one year, or of the last that each has.</summary>
    public IReadOnlyList<IndexProgress> Progress(Scope scope, string satkerCode, string? period = null) =>
        [.. Latest(scope, new IndexFilter(satkerCode) { Basis = IndexBasis.Questionnaire, Period = period }).Select(r => new IndexProgress(r.Reading.Unit, r.Reading.Index, r.Reading.Period, r.Reading.Groups))];

    /// <summary>Offices and regions of a time zone whose data changed since their readings were made. A region that nobody serves stays marked.</summary>
    public IReadOnlyList<DueIndex> ReadDue(int utcOffsetMinutes, DateTimeOffset now) => database.Read(connection =>
    {
        var zones = SatkerRows.List(connection).ToDictionary(s => s.Code, s => s.UtcOffsetMinutes);
        var last = IndexReadingRows.ReadRound(connection, utcOffsetMinutes);
        return IndexMarkRows.List(connection)
            .Select(m => (Mark: m, Satker: m.Kind == IndexMarkRows.Region ? SatkerAreaRows.FindServing(connection, m.Code) : m.Code))
            .Where(m => m.Satker is not null && zones.GetValueOrDefault(m.Satker) == utcOffsetMinutes)
            .Select(m => new DueIndex(m.Mark.Kind, m.Mark.Code, m.Satker!, utcOffsetMinutes, m.Mark.Changes) { Since = last })
            .ToList();
    });

    /// <summary>Whether a night's round has not been made yet today by the clock of that zone.</summary>
    public bool IsRoundDue(int utcOffsetMinutes, int hour, DateTimeOffset now)
    {
        var offset = TimeSpan.FromMinutes(utcOffsetMinutes);
        return now.ToOffset(offset).Hour >= hour && database.Read(c => IndexReadingRows.ReadRound(c, utcOffsetMinutes))?.ToOffset(offset).Date != now.ToOffset(offset).Date;
    }

    /// <summary>Ends a night's round: weeks that are over are closed for ever.</summary>
    public Task EndRoundAsync(int utcOffsetMinutes, DateTimeOffset now) => database.WriteAsync((c, t) =>
    {
        IndexReadingRows.Close(c, t, ReportWeek.Of(now, utcOffsetMinutes).Name, utcOffsetMinutes);
        IndexReadingRows.SaveRound(c, t, utcOffsetMinutes, Instant.ToColumn(now));
        return true;
    });

    /// <summary>Reads and computes beside the writer, which only takes what says something new; what changes meanwhile waits for the next round.</summary>
    /// <param name="sourceOf">The text behind the hash of a definition, to be kept with the readings.</param>
    /// <returns>How many readings are new or say something new.</returns>
    public async Task<int> MakeAsync(DueIndex due, IndexPlan plan, Func<string, string> sourceOf, DateTimeOffset now)
    {
        var changed = database.Read(c => Changed(c, plan, due, now.ToUniversalTime()));
        return await database.WriteAsync((c, t) => Save(c, t, changed, (due, sourceOf), now));
    }

    private List<(IndexReading Reading, IndexReadingWorking Working)> Changed(DbConnection connection, IndexPlan plan, DueIndex due, DateTimeOffset now)
    {
        var units = new IndexUnits(connection, keys);
        var changed = new List<(IndexReading Reading, IndexReadingWorking Working)>();
        foreach (var place in Places(due, now))
        {
            var before = IndexReadingRows.Known(connection, due.Kind, due.Code, place.Period, place.Week.Name);
            var made = due.Kind == IndexMarkRows.Region ? units.MakeRegion(plan, place, due.Code, before) : units.MakeOffice(plan, place, before);
            foreach (var (reading, working) in made.ToList())
            {
                // The running week is compared with what the week before just came to as well.
                var last = changed.Select(c => c.Reading).Reverse().Concat(before).FirstOrDefault(k => IsOf(k, reading));
                if (last is null || !last.SaysTheSameAs(reading))
                    changed.Add((reading, working));
            }
        }

        return changed;
    }

    /// <summary>The weeks that ended since the last round, the oldest first (more than one after an outage), and the running one.</summary>
    private static IEnumerable<IndexPlace> Places(DueIndex due, DateTimeOffset now)
    {
        var week = ReportWeek.Of(now, due.UtcOffsetMinutes);
        var ended = new Stack<ReportWeek>();
        for (var over = week.Before; IsOpen(over, due, ended.Count); over = over.Before)
            ended.Push(over);
        foreach (var over in ended)
            foreach (var place in IndexPlace.Of(due.Satker, due.UtcOffsetMinutes, over, over.After.BeginsAt(due.UtcOffsetMinutes).ToUniversalTime()))
                yield return place;
        if (now > week.BeginsAt(due.UtcOffsetMinutes))
            foreach (var place in IndexPlace.Of(due.Satker, due.UtcOffsetMinutes, week, now))
                yield return place;
    }

    /// <summary>Whether no round was made after this week ended. Where there never was a round, only the week that just ended is looked at.</summary>
    private static bool IsOpen(ReportWeek week, DueIndex due, int later) =>
        due.Since is { } since ? later < MostWeeks && since < week.After.BeginsAt(due.UtcOffsetMinutes) : later == 0;

    private static bool IsOf(IndexReading one, IndexReading other) =>
        one.Unit.Kind == other.Unit.Kind && one.Unit.Code == other.Unit.Code && one.Index == other.Index && one.Edition == other.Edition && one.Basis == other.Basis && one.Period == other.Period;

    private static int Save(
        DbConnection connection, DbTransaction? transaction, List<(IndexReading Reading, IndexReadingWorking Working)> changed, (DueIndex Due, Func<string, string> SourceOf) context, DateTimeOffset now)
    {
        var (saved, week) = (0, ReportWeek.Of(now, context.Due.UtcOffsetMinutes).Name);
        foreach (var (reading, working) in changed)
        {
            if (!IndexReadingRows.Save(connection, transaction, reading, working, string.CompareOrdinal(reading.Week, week) < 0, Instant.ToColumn(now)))
                continue;
            IndexReadingRows.SaveVersion(connection, transaction, reading.Index, reading.DefinitionHash, context.SourceOf(reading.DefinitionHash));
            saved++;
        }

        IndexMarkRows.Clear(connection, transaction, context.Due);
        return saved;
    }

    /// <summary>Makes a kept reading again, by the very text of its edition and its bank, from what is stored now. Null where one of these is gone.</summary>
    public RecomputedReading? Recompute(StoredReading stored, IndexPlan plan) => database.Read(connection =>
    {
        if (Inputs(connection, stored.Reading, plan) is not { } input)
            return null;
        var (reading, working) = input.Make();
        return new RecomputedReading(stored, reading, working);
    });

    /// <summary>The answers behind a kept reading as they are stored now, under names that lead to nobody; empty where they are gone.</summary>
    public IReadOnlyList<IndexSheet> ReadInputs(StoredReading stored, IndexPlan plan) => database.Read(connection => Inputs(connection, stored.Reading, plan)?.Sheets ?? []);

    private sealed record Input(IReadOnlyList<IndexSheet> Sheets, Func<(IndexReading, IndexReadingWorking)> Make);

    private Input? Inputs(DbConnection connection, IndexReading reading, IndexPlan plan)
    {
        if (DefinitionOf(connection, reading, plan) is not { } definition || ReportWeek.Parse(reading.Week) is not { } week)
            return null;
        var offset = (int)(SatkerRows.Find(connection, reading.Unit.Satker)?.UtcOffsetMinutes ?? 420);
        var place = new IndexPlace(reading.Unit.Satker, offset, week, int.Parse(reading.Period, System.Globalization.CultureInfo.InvariantCulture), reading.AsOf);
        var units = new IndexUnits(connection, keys);
        if (reading.Basis == IndexBasis.Decision)
            return new Input([], () => units.FindKawasan(definition, place, reading.Unit.Code) ?? IndexMaker.FromNothing(reading));
        if (reading.Basis == IndexBasis.Progress)
            return plan.Counted.FirstOrDefault(c => c.Definition.Code == reading.Index) is { } counted ? new Input([], () => units.Count(counted with { Definition = definition, Counting = definition.Counting ?? counted.Counting }, place)) : null;
        if (reading is { Basis: IndexBasis.Questionnaire, Unit.Kind: IndexUnitKind.Kawasan })
        {
            if (plan.Entries.FirstOrDefault(e => e.Index.Definition.Code == reading.Index) is not { } about || BankOf(connection, about.Index.Bank, reading.BankHash) is not { } version)
                return null;
            about = about with { Index = about.Index with { Definition = definition, Bank = version } };
            var collectedOfEntry = units.CollectEntry(about, place, reading.Unit.Code);
            return new Input(collectedOfEntry.Sheets, () => IndexUnits.Make(about.Index, collectedOfEntry, place));
        }

        if (reading.Basis == IndexBasis.Questionnaire)
        {
            if (plan.Questionnaires.FirstOrDefault(q => q.Definition.Code == reading.Index) is not { } planned || BankOf(connection, planned.Bank, reading.BankHash) is not { } bank)
                return null;
            var index = planned with { Definition = definition, Bank = bank };
            var asked = units.CollectRegion(index, place, reading.Unit.Code);
            return new Input(asked.Sheets, () => IndexUnits.Make(index, asked, place));
        }

        if (plan.Sheets.FirstOrDefault(s => s.Definition.Code == reading.Index) is not { } sheet || (sheet.Bank is not null && BankOf(connection, sheet.Bank, reading.BankHash) is null))
            return null;
        sheet = sheet with { Definition = definition, Bank = sheet.Bank is null ? null : BankOf(connection, sheet.Bank, reading.BankHash) };
        var collected = (reading.IsDraft ? units.CollectDrafts(sheet, place) : units.CollectSheets(sheet, place)).FirstOrDefault(c => c.Unit.Code == reading.Unit.Code)
            ?? new IndexUnits.Collected(reading.Unit with { Name = null }, reading.Basis, []);
        return new Input(collected.Sheets, () => IndexUnits.Make(sheet, collected, place));
    }

    private static IndexDefinition? DefinitionOf(DbConnection connection, IndexReading reading, IndexPlan plan)
    {
        var current = plan.Definitions.FirstOrDefault(d => d.Hash == reading.DefinitionHash);
        return current ?? (IndexReadingRows.FindVersion(connection, reading.Index, reading.DefinitionHash) is { } source ? IndexReader.Read($"{reading.Index}-{reading.Edition}", source, []) : null);
    }

    private static BankVersion? BankOf(DbConnection connection, BankVersion current, string? hash)
    {
        if (hash is null || current.Hash == hash)
            return current;
        return BankVersionStore.Find(connection, current.Bank.Id, hash) is { } texts ? BankVersion.Read(current.Bank.Id, hash, texts.Source, texts.Calibration) : null;
    }

    private List<StoredReading> Named(DbConnection connection, IEnumerable<StoredReading> readings)
    {
        var names = new IndexUnitNames(connection, keys);
        return [.. readings.Select(r => r with { Reading = r.Reading with { Unit = r.Reading.Unit with { Name = names.Of(r.Reading.Unit) } } })];
    }
}
