using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Site.Definitions;

/// <summary>What the server was started with, and how its files lie there now.</summary>
public sealed record DefinitionsModel(DefinitionSet Loaded, DefinitionCheck Files)
{
    /// <summary>What the visitor may know of, forms of offices among them.</summary>
    public required ImmutableArray<Dialog> Dialogs { get; init; }

    /// <summary>What the server was started with, without the forms that offices published.</summary>
    public required DefinitionSet Shipped { get; init; }

    /// <summary>An office published it, as a form of its own or in the place of a file.</summary>
    public bool IsForm(Dialog dialog) => Shipped.Find(dialog.Id)?.Hash != dialog.Hash;

    /// <summary>The file of the dialog says something else than what runs.</summary>
    public bool Changed(Dialog dialog) => !IsForm(dialog) && Files.Set is { } now && now.Find(dialog.Id)?.Hash != dialog.Hash;

    public bool Changed(BankVersion bank) => Files.Set is { } now && now.FindBankVersion(bank.Bank.Id)?.Hash != bank.Hash;

    public bool Changed(IndexDefinition index) => Files.Set is { } now && now.Indices.Find(index.Id, index.Edition)?.Hash != index.Hash;
}

/// <summary>One dialog in words.</summary>
public sealed record DialogModel(Dialog Dialog, StepWords Words);

/// <summary>One bank, its items by variable.</summary>
public sealed record BankModel(BankVersion Version)
{
    public ItemBank Bank => Version.Bank;
}

/// <summary><c>/admin/definitions</c>: all that is data and no program, as it was loaded, in words. For reading only.</summary>
public sealed class DefinitionsPage(ServedDefinitions definitions, DefinitionsOnDisk files)
{
    public const string Path = SitePaths.Root + "/definitions";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/definitions", ShowList).Needs(Right.OpenSite);
        site.MapGet("/definitions/dialogs/{id}", ShowDialog).Needs(Right.OpenSite);
        site.MapGet("/definitions/banks/{id}", ShowBank).Needs(Right.OpenSite);
        site.MapGet("/definitions/indices/{id}/{edition}", ShowIndex).Needs(Right.OpenSite);
    }

    public static string PathOf(Dialog dialog) => $"{Path}/dialogs/{dialog.Id}";

    public static string PathOf(ItemBank bank) => $"{Path}/banks/{bank.Id}";

    public static string PathOf(IndexDefinition index) => $"{Path}/indices/{index.Id}/{index.Edition}";

    private IResult ShowList(SiteVisit visit)
    {
        var loaded = definitions.Current;
        return visit.Page<DefinitionList, DefinitionsModel>(new DefinitionsModel(loaded, files.Look())
        {
            Dialogs = [.. loaded.Dialogs.Where(d => definitions.IsSeenBy(visit.Visitor.Scope, d.Id))],
            Shipped = definitions.Shipped,
        });
    }

    private IResult ShowDialog(SiteVisit visit, string id) => definitions.Current.Find(id) is { } dialog && definitions.IsSeenBy(visit.Visitor.Scope, id)
        ? visit.Page<DialogView, DialogModel>(new DialogModel(dialog, new StepWords(visit, definitions.Current, dialog)))
        : visit.NotFound();

    private IResult ShowBank(SiteVisit visit, string id) =>
        definitions.Current.FindBankVersion(id) is { } bank ? visit.Page<BankView, BankModel>(new BankModel(bank)) : visit.NotFound();

    private IResult ShowIndex(SiteVisit visit, string id, string edition) =>
        definitions.Current.Indices.Find(id, edition) is { } index ? visit.Page<IndexView, IndexDefinition>(index) : visit.NotFound();
}

/// <summary>Words for what definitions say in keywords.</summary>
internal static class DefinitionWords
{
    public static string Of(SiteVisit visit, IndexStatus status) => status switch
    {
        IndexStatus.Official => visit.Say("resmi", "official"),
        IndexStatus.Published => visit.Say("terbitan", "published"),
        IndexStatus.Provisional => visit.Say("sementara", "provisional"),
        _ => visit.Say("baru namanya", "name only"),
    };

    public static string Tag(IndexStatus status) => IndexDefinition.IsUnofficial(status) ? "tag bad" : "tag good";

    public static string Of(SiteVisit visit, DialogPurpose purpose) => purpose switch
    {
        DialogPurpose.Registration => visit.Say("pendaftaran", "registration"),
        DialogPurpose.Report => visit.Say("laporan", "report"),
        DialogPurpose.NullReport => visit.Say("laporan nihil", "null report"),
        DialogPurpose.IndexSheet => visit.Say("lembar indeks", "index sheet"),
        DialogPurpose.Questionnaire => visit.Say("kuesioner", "questionnaire"),
        _ => visit.Say("keterangan", "information"),
    };

    public static string Of(SiteVisit visit, IndexCombination combination) => combination switch
    {
        IndexCombination.Mean => visit.Say("rata-rata", "mean"),
        IndexCombination.Weighted => visit.Say("rata-rata berbobot", "weighted mean"),
        IndexCombination.WeightByCount => visit.Say("rata-rata, bobot menurut banyak bagiannya", "mean, weighted by the number of parts"),
        _ => visit.Say("jumlah", "sum"),
    };

    /// <summary>How an output is counted, or why it is not.</summary>
    public static string Of(SiteVisit visit, Output output, DefinitionSet definitions)
    {
        if (output.IsEntered)
            return visit.Say("Diisi kantor. ", "Entered by the office. ") + output.ByHand?.In(visit.Visitor.Language);
        return string.Join(" + ", output.Sources.Select(s => Of(visit, s, definitions)));
    }

    private static string Of(SiteVisit visit, OutputSource source, DefinitionSet definitions)
    {
        var dialog = definitions.Find(source.Dialog)?.Title.In(visit.Visitor.Language) ?? source.Dialog;
        return source.Counts switch
        {
            OutputCount.Reports => visit.Say($"Banyaknya {dialog} yang disahkan", $"Accepted: {dialog}"),
            OutputCount.Sum => visit.Say($"Jumlah {LabelOf(visit, source, definitions)} pada {dialog} yang disahkan", $"{LabelOf(visit, source, definitions)} in accepted: {dialog}"),
            OutputCount.Lembaga => visit.Say($"Banyaknya lembaga dengan {dialog} yang disahkan", $"Institutions with accepted: {dialog}"),
            _ => visit.Say($"Banyaknya tempat pada {dialog} yang disahkan", $"Places in accepted: {dialog}"),
        };
    }

    private static string LabelOf(SiteVisit visit, OutputSource source, DefinitionSet definitions) =>
        definitions.Find(source.Dialog)?.FindStep(source.Sum ?? "")?.Label?.In(visit.Visitor.Language) ?? source.Sum ?? "";

    /// <summary>Where nothing stands, a dash.</summary>
    public static string OrDash(string? text) => string.IsNullOrEmpty(text) ? "–" : text;

    public static string Roles(SiteVisit visit, ImmutableArray<string> roles) => roles.IsEmpty ? visit.Say("semua orang", "everybody") : string.Join(", ", roles);

    public static string Day(SiteVisit visit, int hours) => hours % 24 == 0 ? visit.Say($"{hours / 24} hari", $"{hours / 24} days") : visit.Say($"{hours} jam", $"{hours} hours");
}
