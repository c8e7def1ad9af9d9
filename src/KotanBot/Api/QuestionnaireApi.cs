using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Offices;
using KotanBot.Storage;

namespace KotanBot.Api;

/// <summary>How many respondents there are of those that are wanted.</summary>
public sealed record ApiProgress
{
    /// <summary>Id of the bank.</summary>
    public required string Bank { get; init; }

    /// <summary>Which edition of it is asked now.</summary>
    public required string Edition { get; init; }

    /// <summary>`official`, `published`, `provisional` or `placeholder`: how far its wording can be relied on.</summary>
    public required string Status { get; init; }

    /// <summary>Code of the office; with all below it.</summary>
    public required string Satker { get; init; }

    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>The bank's groups with their titles; empty where everybody answers the same items.</summary>
    public required ImmutableArray<ApiGroup> Groups { get; init; }

    /// <summary>Each kab/kota and group that has any respondent; people count once a year.</summary>
    public required ImmutableArray<ApiRespondents> Respondents { get; init; }
}

/// <summary>A group of respondents.</summary>
public sealed record ApiGroup
{
    /// <summary>Id of the group.</summary>
    public required string Id { get; init; }

    /// <summary>In Indonesian.</summary>
    public required string Title { get; init; }

    /// <summary>How many are wanted per kab/kota; null where nobody said.</summary>
    public required int? Target { get; init; }
}

/// <summary>Respondents of a group in a kab/kota.</summary>
public sealed record ApiRespondents
{
    /// <summary>Code of the kab/kota that they named, or that of the office where they named none; may be empty.</summary>
    public required string Region { get; init; }

    /// <summary>Id of the group; empty where the bank has none.</summary>
    public required string Group { get; init; }

    /// <summary>How many sent a questionnaire with any answer.</summary>
    public required int Respondents { get; init; }
}

/// <summary>How the items of a bank fare.</summary>
public sealed record ApiItems
{
    /// <summary>Id of the bank.</summary>
    public required string Bank { get; init; }

    /// <summary>Which edition of it is asked now.</summary>
    public required string Edition { get; init; }

    /// <summary>Code of the office; with all below it.</summary>
    public required string Satker { get; init; }

    /// <summary>In the order of the bank, also those that nobody was asked yet; what is in it no more comes last.</summary>
    public required ImmutableArray<ApiItem> Items { get; init; }
}

/// <summary>One item.</summary>
public sealed record ApiItem
{
    /// <summary>Id of the item.</summary>
    public required string Item { get; init; }

    /// <summary>How often it was asked, also in questionnaires that were never sent.</summary>
    public required long Asked { get; init; }

    /// <summary>How often it was answered.</summary>
    public required long Answered { get; init; }

    /// <summary>How often somebody asked for its help.</summary>
    public required long Helps { get; init; }

    /// <summary>How often it was left open, by reason.</summary>
    public required ImmutableArray<ApiCount> Skipped { get; init; }

    /// <summary>Median seconds from the question to the first answer; null where none was measured.</summary>
    public required double? MedianSeconds { get; init; }
}

/// <summary><c>/questionnaires/{bank}/progress</c> and <c>/items</c>.</summary>
internal sealed class QuestionnaireApi(QuestionnaireStore questionnaires, ServedDefinitions definitions)
{
    public static void Map(RouteGroupBuilder routes)
    {
        var api = ActivatorUtilities.CreateInstance<QuestionnaireApi>(((IEndpointRouteBuilder)routes).ServiceProvider);
        routes.MapGet("/questionnaires/{bank}/progress", (HttpContext context) => api.Count(ApiCall.Of(context))).Describe(
            "getProgress", "Respondents per kab/kota and group in a year, beside how many are wanted", Progress, ApiParameter.BankOfPath, ApiParameter.Satker, ApiParameter.Year);
        routes.MapGet("/questionnaires/{bank}/items", (HttpContext context) => api.ListItems(ApiCall.Of(context))).Describe(
            "getItems", "How the items fare: asked, answered, explained, left open, seconds", Items, ApiParameter.BankOfPath, ApiParameter.Satker);
    }

    private ApiProgress Count(ApiCall call)
    {
        var (bank, satker) = (Find(call), call.ReadSatker(ApiParameter.Satker));
        var year = call.ReadYear(satker);
        return new ApiProgress
        {
            Bank = bank.Id,
            Edition = bank.Edition,
            Status = bank.Status.ToString().ToLowerInvariant(),
            Satker = satker.Code,
            Year = year,
            Groups = [.. bank.Groups.Select(g => new ApiGroup { Id = g.Id, Title = g.Title.Indonesian, Target = g.Target })],
            Respondents = [.. questionnaires.CountRespondents(call.Scope.At(satker.Code), bank.Id, year).Select(c => new ApiRespondents { Region = c.Region, Group = c.Group, Respondents = c.Respondents })],
        };
    }

    private ApiItems ListItems(ApiCall call)
    {
        var (bank, satker) = (Find(call), call.ReadSatker(ApiParameter.Satker));
        return new ApiItems
        {
            Bank = bank.Id,
            Edition = bank.Edition,
            Satker = satker.Code,
            Items = [.. BankHealth.InOrder(bank, questionnaires.ReadHealth(call.Scope, bank.Id, satker.Code)).Select(Of)],
        };
    }

    private ItemBank Find(ApiCall call)
    {
        var id = call.Text(ApiParameter.BankOfPath)!;
        var known = string.Join(", ", definitions.Current.Banks.Select(b => b.Id));
        return definitions.Current.FindBank(id) ?? throw ApiCall.Refused(ApiRefusal.NotFound($"Bank butir {id} tidak ada; yang ada: {known}.", $"There is no bank {id}; there are {known}."));
    }

    private static ApiItem Of(ItemHealth health) => new()
    {
        Item = health.Item,
        Asked = health.Asked,
        Answered = health.Answered,
        Helps = health.Helps,
        Skipped = [.. health.Skipped.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new ApiCount { Key = s.Key, Count = (int)s.Value })],
        MedianSeconds = health.MedianSeconds,
    };

    private static ApiProgress Progress => new()
    {
        Bank = "ikotan",
        Edition = "2022",
        Status = "provisional",
        Satker = "BNNK-19.02",
        Year = 2026,
        Groups = [new ApiGroup { Id = "sekolah", Title = "Sekolah", Target = 20 }],
        Respondents = [new ApiRespondents { Region = "19.02", Group = "sekolah", Respondents = 14 }],
    };

    private static ApiItems Items => new()
    {
        Bank = "ikotan",
        Edition = "2022",
        Satker = "BNNK-19.02",
        Items = [new ApiItem { Item = "kpa-1", Asked = 40, Answered = 33, Helps = 6, Skipped = [new ApiCount { Key = "tidak-tahu", Count = 7 }], MedianSeconds = 11.5 }],
    };
}
