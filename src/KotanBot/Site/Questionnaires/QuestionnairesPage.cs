using System.Collections.Immutable;
using KotanBot.Charts;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Questionnaires;

/// <summary>A bank in the list: how many people answered of how many are wanted, null where that is not known or not set.</summary>
public sealed record BankLine(BankVersion Version, int? People, int? Wanted)
{
    public ItemBank Bank => Version.Bank;
}

/// <summary>How a region comes along with its respondents.</summary>
public sealed record RegionProgress(string Code, string Name, int People, int Wanted);

/// <summary>One bank: progress and how its items fare, the least understood first.</summary>
/// <param name="Region">The region whose groups are shown; null for all together.</param>
/// <param name="Regions">A page of them.</param>
/// <param name="Next">Where the next page begins; null for none.</param>
public sealed record BankHealthModel(
    BankVersion Version, string? Period, RegionProgress? Region, Chart Groups, ImmutableArray<RegionProgress> Regions, string? Next, ImmutableArray<ItemLine> Items, DateTimeOffset? CountedAt)
{
    public ItemBank Bank => Version.Bank;
}

/// <summary>How an item fares. <paramref name="Label"/> is its id where the bank has it no more.</summary>
public sealed record ItemLine(ItemHealth Health, string Label, bool IsKnown)
{
    public long DoesNotKnow => Health.Skipped.GetValueOrDefault(SkipReasons.DoesNotKnow);

    public long NotApplicable => Health.Skipped.GetValueOrDefault(SkipReasons.NotApplicable);

    public long LeftOpenOtherwise => Health.Skipped.Values.Sum() - DoesNotKnow - NotApplicable;

    /// <summary>The share that asked about it or did not know, 0 to 1.</summary>
    public double Unclear => Health.Asked == 0 ? 0 : (double)(Health.Helps + DoesNotKnow) / Health.Asked;

    /// <summary>As in the weekly summary: three in ten, of five at least.</summary>
    public bool IsUnclear => Health.Asked >= 5 && Unclear >= 0.3;
}

/// <summary>One item as people are asked it, and how it fares.</summary>
public sealed record ItemModel(ItemBank Bank, BankItem Item, ItemLine? Line)
{
    public BankVariable Variable => Bank.Variables.First(v => v.Id == Item.Variable);
}

/// <summary><c>/admin/questionnaires</c>: how far the respondents have spoken, and which items they do not understand.</summary>
public sealed class QuestionnairesPage(ServedDefinitions definitions, IndexStore indices, ItemTallyStore tallies)
{
    public const string Path = SitePaths.Root + "/questionnaires";

    public const string AfterQuery = "after";

    private const string RegionQuery = "region";

    private const int PageLength = 50;

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/questionnaires", List).Needs(Right.SeeWeek);
        site.MapGet("/questionnaires/{bank}", ShowBank).Needs(Right.SeeWeek);
        site.MapGet("/questionnaires/{bank}/items/{item}", ShowItem).Needs(Right.SeeWeek);
    }

    public static string PathOf(ItemBank bank) => $"{Path}/{bank.Id}";

    public static string PathOf(ItemBank bank, BankItem item) => $"{Path}/{bank.Id}/items/{item.Id}";

    private IResult List(SiteVisit visit)
    {
        var progress = Progress(visit);
        return visit.Page<QuestionnaireList, ImmutableArray<BankLine>>([.. definitions.Current.BankVersions.Select(version =>
        {
            var own = Of(progress, version.Bank);
            return version.Bank.Groups.IsEmpty || own.Count == 0
                ? new BankLine(version, null, version.Bank.Groups.Sum(g => g.Target) is > 0 and var wanted ? wanted : null)
                : new BankLine(version, own.Sum(p => p.N), own.Sum(p => p.Target));
        })]);
    }

    private IResult ShowBank(SiteVisit visit, string bank)
    {
        if (definitions.Current.FindBankVersion(bank) is not { } version)
            return visit.NotFound();
        var own = Of(Progress(visit), version.Bank);
        var regions = own.Select(p => new RegionProgress(p.Unit.Code, NameOf(p.Unit), p.N, p.Target)).ToImmutableArray();
        var chosen = regions.Length == 1 ? regions[0] : regions.FirstOrDefault(r => r.Code == visit.Query[RegionQuery]);
        var shown = own.Where(p => chosen is null || p.Unit.Code == chosen.Code).ToList();
        var after = visit.Query[AfterQuery].ToString();
        var rest = regions.Where(r => string.CompareOrdinal(r.Code, after) > 0).Take(PageLength + 1).ToList();
        var tallied = tallies.Read(visit.Looking.Scope, version.Bank.Id, visit.Looking.Satker.Code);
        return visit.Page<BankHealthView, BankHealthModel>(new BankHealthModel(
            version, shown.Select(p => p.Period).Max(), chosen, Groups(visit, version.Bank, shown), [.. rest.Take(PageLength)], rest.Count > PageLength ? rest[PageLength - 1].Code : null, Lines(visit, version.Bank, tallied.Items), tallied.At));
    }

    private IResult ShowItem(SiteVisit visit, string bank, string item)
    {
        if (definitions.Current.FindBank(bank) is not { } found || found.FindItem(item) is not { } asked)
            return visit.NotFound();
        var line = Lines(visit, found, tallies.Read(visit.Looking.Scope, found.Id, visit.Looking.Satker.Code).Items).First(l => l.Health.Item == item);
        return visit.Page<ItemView, ItemModel>(new ItemModel(found, asked, line.Health.Asked == 0 ? null : line));
    }

    private IReadOnlyList<IndexProgress> Progress(SiteVisit visit) => indices.Progress(visit.Looking.Scope, visit.Looking.Satker.Code);

    /// <summary>Of the newest year that has any.</summary>
    private List<IndexProgress> Of(IReadOnlyList<IndexProgress> progress, ItemBank bank)
    {
        var code = (bank.Index ?? bank.Id).ToUpperInvariant();
        var own = progress.Where(p => p.Index == code && p.Unit.Kind is IndexUnitKind.Region or IndexUnitKind.Kawasan).ToList();
        return [.. own.Where(p => p.Period == own.Max(o => o.Period)).OrderBy(p => p.Unit.Code, StringComparer.Ordinal)];
    }

    private string NameOf(IndexUnit unit) => definitions.Current.Regions.Path(unit.Code) is { Length: > 0 } path ? path : unit.Name ?? unit.Code;

    /// <summary>Every group of the bank, also those that nobody spoke for.</summary>
    private static Chart Groups(SiteVisit visit, ItemBank bank, List<IndexProgress> regions)
    {
        var groups = from bankGroup in bank.Groups
                     let spoke = regions.SelectMany(r => r.Groups).Where(g => g.Id == bankGroup.Id).ToList()
                     select new GroupProgress(bankGroup.Title.In(visit.Visitor.Language), spoke.Sum(g => g.N), (bankGroup.Target ?? 0) * Math.Max(1, regions.Count));
        var title = visit.Say("Responden tiap kelompok", "Respondents of each group");
        return new Chart(title, ProgressChart.Draw(title, [.. groups], new ChartWords(visit.Visitor.Language)));
    }

    private static ImmutableArray<ItemLine> Lines(SiteVisit visit, ItemBank bank, IReadOnlyList<ItemHealth> read) =>
    [
        .. BankHealth.InOrder(bank, read)
            .Select(h => new ItemLine(h, bank.FindItem(h.Item)?.Label.In(visit.Visitor.Language) ?? h.Item, bank.FindItem(h.Item) is not null))
            .OrderByDescending(l => l.Health.Asked > 0).ThenByDescending(l => l.Unclear),
    ];
}
