using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using KotanBot.Core.Indices;
using KotanBot.Storage;

namespace KotanBot.Api;

/// <summary>What collected data says of an index of one unit, or why it says nothing yet.</summary>
public sealed record ApiIndexReading
{
    /// <summary>As people see it.</summary>
    public required string Index { get; init; }

    /// <summary>Values of different editions never belong on one line.</summary>
    public required string Edition { get; init; }

    /// <summary>`official`, `published`, `provisional` or `placeholder`; whoever shows one of the last two says so.</summary>
    public required string Status { get; init; }

    /// <summary>`sheets`, `questionnaire`, `decision`, `progress`: counts and never a value, or `reports`: a draft that nobody confirmed, never to be shown as the index.</summary>
    public required string Basis { get; init; }

    /// <summary>`satker`, `region` or `kawasan`.</summary>
    public required string Unit { get; init; }

    /// <summary>Code of the office or the region, or id of the kawasan.</summary>
    public required string Code { get; init; }

    /// <summary>Code of the office that answers for it.</summary>
    public required string Satker { get; init; }

    /// <summary>The year.</summary>
    public required string Period { get; init; }

    /// <summary>The week at whose end it holds, by ISO 8601.</summary>
    public required string Week { get; init; }

    /// <summary>Null with `reason`.</summary>
    public required decimal? Value { get; init; }

    /// <summary>Sampling and shortening together; null where it is not known.</summary>
    public required decimal? StandardError { get; init; }

    /// <summary>Lower end of the interval of 95 percent.</summary>
    public required decimal? Lower { get; init; }

    /// <summary>Upper end of the interval of 95 percent.</summary>
    public required decimal? Upper { get; init; }

    /// <summary>Why there is no value yet, in Indonesian.</summary>
    public required string? Reason { get; init; }

    /// <summary>How many spoke.</summary>
    public required int N { get; init; }

    /// <summary>Answered of what was asked, 0 to 1.</summary>
    public required decimal Coverage { get; init; }

    /// <summary>Who spoke, and how many are wanted.</summary>
    public required ImmutableArray<ApiIndexGroup> Groups { get; init; }

    /// <summary>The definition that it was made by.</summary>
    public required string DefinitionHash { get; init; }
}

/// <summary>A group of respondents.</summary>
public sealed record ApiIndexGroup
{
    /// <summary>Id of the group.</summary>
    public required string Group { get; init; }

    /// <summary>How many spoke.</summary>
    public required int N { get; init; }

    /// <summary>How many are wanted; null where nobody says.</summary>
    public required int? Target { get; init; }
}

/// <summary><c>/indices</c>: the newest reading of every unit but lembaga, index, edition and basis.</summary>
internal sealed class IndexApi(IndexStore indices)
{
    public static void Map(RouteGroupBuilder routes)
    {
        var api = ActivatorUtilities.CreateInstance<IndexApi>(((IEndpointRouteBuilder)routes).ServiceProvider);
        routes.MapGet("/indices", (HttpContext context) => api.List(ApiCall.Of(context))).Describe(
            "getIndices",
            "What collected data says of each index, or why it says nothing yet",
            new ApiList<ApiIndexReading> { Items = [Example], Next = null },
            ApiParameter.Satker,
            ApiParameter.Index,
            ApiParameter.Year,
            ApiParameter.Cursor,
            ApiParameter.Limit);
    }

    private ApiList<ApiIndexReading> List(ApiCall call)
    {
        var satker = call.ReadSatker(ApiParameter.Satker);
        var filter = new IndexFilter(satker.Code)
        {
            Index = call.Text(ApiParameter.Index),
            Period = call.Text(ApiParameter.Year) is null ? null : call.ReadYear(satker).ToString(CultureInfo.InvariantCulture),
        };
        var after = call.Text(ApiParameter.Cursor) is { } cursor ? ReadCursor(cursor) ?? throw ApiCall.Refused(ApiRefusal.BadCursor) : "";
        var limit = call.ReadLimit();
        var page = indices.Latest(call.Scope, filter)
            .Where(r => r.Reading.Unit.Kind != IndexUnitKind.Lembaga)
            .Select(r => (Place: PlaceOf(r.Reading), r.Reading))
            .OrderBy(r => r.Place, StringComparer.Ordinal)
            .Where(r => string.CompareOrdinal(r.Place, after) > 0)
            .Take(limit + 1)
            .ToList();
        return new ApiList<ApiIndexReading>
        {
            Items = [.. page.Take(limit).Select(r => Of(r.Reading))],
            Next = page.Count > limit ? ApiCursor.Write(page[limit - 1].Place) : null,
        };
    }

    private static string PlaceOf(IndexReading reading) => $"{Word(reading.Unit.Kind)}|{reading.Unit.Code}|{reading.Index}|{reading.Edition}|{Word(reading.Basis)}|{reading.Period}";

    private static string? ReadCursor(string cursor) => ApiCursor.Read(cursor) is { Length: 6 } parts ? string.Join('|', parts) : null;

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static ApiIndexReading Of(IndexReading reading) => new()
    {
        Index = reading.Index,
        Edition = reading.Edition,
        Status = Word(reading.Status),
        Basis = Word(reading.Basis),
        Unit = Word(reading.Unit.Kind),
        Code = reading.Unit.Code,
        Satker = reading.Unit.Satker,
        Period = reading.Period,
        Week = reading.Week,
        Value = reading.Value,
        StandardError = reading.StandardError,
        Lower = reading.Interval?.Lower,
        Upper = reading.Interval?.Upper,
        Reason = reading.Reason?.Indonesian,
        N = reading.N,
        Coverage = reading.Coverage,
        Groups = [.. reading.Groups.Select(g => new ApiIndexGroup { Group = g.Id, N = g.N, Target = g.Target })],
        DefinitionHash = reading.DefinitionHash,
    };

    private static ApiIndexReading Example => new()
    {
        Index = "IKOTAN",
        Edition = "2022",
        Status = "provisional",
        Basis = "questionnaire",
        Unit = "region",
        Code = "19.02",
        Satker = "BNNK-19.02",
        Period = "2026",
        Week = "2026-W48",
        Value = 3.12m,
        StandardError = 0.08m,
        Lower = 2.96m,
        Upper = 3.28m,
        Reason = null,
        N = 184,
        Coverage = 0.97m,
        Groups = [new ApiIndexGroup { Group = "sekolah", N = 21, Target = 20 }],
        DefinitionHash = "8c1d",
    };
}
