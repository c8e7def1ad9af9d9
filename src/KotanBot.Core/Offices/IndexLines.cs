using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>The indices of a weekly summary in plain sentences. Every number that is provisional says so, and a draft is never called the index.</summary>
internal sealed class IndexLines(DefinitionSet definitions, string language, WeekSummary summary)
{
    private const int MostOwn = 8;
    private readonly SummaryIndices _indices = summary.Indices ?? new SummaryIndices();

    /// <summary>One line of a value at most, and one of what is only counted: what is confirmed goes before a draft, the office before its regions, its own before those below.</summary>
    public IEnumerable<string> Screen() =>
        _indices.Own.Where(i => i.Basis != IndexBasis.Progress).OrderBy(i => i.Value is null).ThenBy(i => i.Kind).ThenBy(i => i.Basis == IndexBasis.Reports).Where(i => i.Kind != IndexUnitKind.Kawasan).Select(Value)
            .Concat(_indices.Below.Where(i => i.Basis != IndexBasis.Progress).Select(Below)).Take(1).Concat(_indices.Own.Where(i => i.Entries is not null).Take(1).Select(Progress));

    public IEnumerable<string> Details()
    {
        foreach (var index in _indices.Own.Take(MostOwn))
        {
            yield return Value(index);
            if (index.Entries is { } entries)
                yield return Text(OfficeTexts.SummaryEntries, ("name", Name(index)), ("complete", NumberWords.Format(entries.Complete)), ("all", NumberWords.Format(entries.All)), ("reported", NumberWords.Format(entries.Reported)));
            if (index.Wanted > 0)
                yield return Progress(index);
        }

        if (_indices.Own.Length > MostOwn)
            yield return Text(OfficeTexts.SummaryIndexMore, ("count", NumberWords.Format(_indices.Own.Length - MostOwn)));
        foreach (var lembaga in _indices.Lembaga)
            yield return Text(
                OfficeTexts.SummaryIndexLembaga,
                ("index", lembaga.Index),
                ("count", NumberWords.Format(lembaga.Drafts)),
                ("confirmed", NumberWords.Format(lembaga.Confirmed)),
                ("missing", lembaga.Missing.IsEmpty ? "–" : string.Join(", ", lembaga.Missing.Select(m => m.In(language)))));
        foreach (var below in _indices.Below)
            yield return Below(below);
    }

    /// <summary>The group that is farthest behind the year, in a questionnaire that has begun; null for none. Half of what the day would ask for is not far.</summary>
    public string? FarBehind(DateOnly day)
    {
        var share = (decimal)day.DayOfYear / (DateTime.IsLeapYear(day.Year) ? 366 : 365) / 2;
        var far = _indices.Own.Where(i => i is { Spoken: > 0, Farthest: { } group } && group.N < share * group.Target!.Value).OrderBy(i => (decimal)i.Farthest!.N / i.Farthest.Target!.Value).FirstOrDefault();
        return far?.Farthest is not { } behind ? null : Text(OfficeTexts.SummaryDoRespondents, ("name", Name(far)), ("group", Title(behind)), ("n", NumberWords.Format(behind.N)), ("target", NumberWords.Format(behind.Target!.Value)));
    }

    private string Value(SummaryIndex index)
    {
        if (index is { Entries: not null, Reason: { } why })
            return why.In(language); // It names the index itself.
        var value = index switch
        {
            { Value: { } known, Interval: { } interval } => $"{Number(known, index.Decimals)} ({Number(interval.Lower, index.Decimals)}–{Number(interval.Upper, index.Decimals)})",
            { Value: { } known } => Number(known, index.Decimals),
            _ => index.Reason?.In(language) ?? "–",
        };
        var category = index is { Kind: IndexUnitKind.Kawasan, Value: not null, Category: { } label } ? " " + label.In(language) : "";
        return $"{Name(index)} {value.TrimEnd('.')}{category}{(index.IsProvisional && index.Value is not null ? ", " + IndexTexts.Unofficial.In(language) : "")}{Verdict(index)}.";
    }

    /// <summary>What the value would mean for a kawasan; its status stays the admin's to decide.</summary>
    private string Verdict(SummaryIndex index)
    {
        var register = definitions.StatusRegister;
        return index.Standing is { } before && register.StatusOfRank(index.Rank) is { } after
            ? " " + Text(OfficeTexts.SummaryVerdict, ("before", register.LabelOf(before, language)), ("verdict", Text(OfficeTexts.OfVerdict(Recovery.Judge(register, before, after.Key)))))
            : "";
    }

    private string Progress(SummaryIndex index)
    {
        var (name, spoken, wanted) = (Name(index), NumberWords.Format(index.Spoken), NumberWords.Format(index.Wanted));
        return index.Farthest is { } farthest
            ? Text(OfficeTexts.SummaryProgress, ("name", name), ("n", spoken), ("all", wanted), ("group", Title(farthest)), ("group-n", NumberWords.Format(farthest.N)), ("target", NumberWords.Format(farthest.Target!.Value)))
            : Text(OfficeTexts.SummaryProgressFull, ("name", name), ("all", wanted));
    }

    private string Below(SummaryIndexBelow below)
    {
        var name = below.Basis == IndexBasis.Reports ? Text(OfficeTexts.SummaryIndexDraft, ("index", below.Index)) : below.Index;
        var lowest = string.Join(", ", below.Lowest.Select(l => $"{l.Unit} {Number(l.Value, below.Decimals)}"));
        var (with, units) = (NumberWords.Format(below.WithValue), NumberWords.Format(below.Units));
        if (below.Entries is { } entries)
            return Text(OfficeTexts.SummaryEntriesBelow, ("name", name), ("complete", NumberWords.Format(entries.Complete)), ("all", NumberWords.Format(entries.All)), ("units", units));
        if (below.WithValue == 0)
            return Text(below.Kind == IndexUnitKind.Region ? OfficeTexts.SummaryRegionsNoValue : OfficeTexts.SummaryOfficesNoValue, ("name", name), ("all", units));
        var line = Text(below.Kind == IndexUnitKind.Region ? OfficeTexts.SummaryRegionsBelow : OfficeTexts.SummaryOfficesBelow, ("name", name), ("with", with), ("all", units), ("list", lowest));
        return below.IsProvisional ? $"{line.TrimEnd('.')} ({IndexTexts.Unofficial.In(language)})." : line;
    }

    private string Name(SummaryIndex index)
    {
        var name = index.Basis == IndexBasis.Reports ? Text(OfficeTexts.SummaryIndexDraft, ("index", index.Index)) : index.Index;
        return index.Kind == IndexUnitKind.Satker ? name : $"{name} {index.Unit}";
    }

    private string Title(IndexGroupReading group) => group.Title?.In(language) ?? group.Id;

    private string Number(decimal value, int decimals) =>
        language == Languages.English ? IndexNumber.Format(value, decimals).Replace(',', '.') : IndexNumber.Format(value, decimals);

    private string Text(TextKey key, params ReadOnlySpan<(string Name, string Value)> values) => definitions.Texts.Say(key, language, values);
}
