using System.Collections.Immutable;
using KotanBot.Storage;

namespace KotanBot.Api;

/// <summary>An office.</summary>
public sealed record ApiSatker
{
    /// <summary>For good.</summary>
    public required string Code { get; init; }

    /// <summary>As people call it.</summary>
    public required string Name { get; init; }

    /// <summary>`pusat`, `bnnp` or `bnnk`.</summary>
    public required string Level { get; init; }

    /// <summary>Code of the office above it; null for the centre.</summary>
    public required string? Parent { get; init; }

    /// <summary>Codes of the provinces or kab/kota that it serves by name, the one it sits in first.</summary>
    public required ImmutableArray<string> Regions { get; init; }

    /// <summary>`WIB`, `WITA` or `WIT`.</summary>
    public required string Timezone { get; init; }

    /// <summary>How sure the list is of it: `sure`, `likely` or `unsure`; null where nobody said.</summary>
    public required string? Certainty { get; init; }
}

/// <summary>A kab/kota and who serves it.</summary>
public sealed record ApiRegion
{
    /// <summary>Kemendagri's code.</summary>
    public required string Code { get; init; }

    /// <summary>With Kab. or Kota.</summary>
    public required string Name { get; init; }

    /// <summary>Code of the office that serves it.</summary>
    public required string Satker { get; init; }

    /// <summary>Code of that office, or of the one above a BNNK.</summary>
    public required string Bnnp { get; init; }

    /// <summary>Whether a BNNK sits in it.</summary>
    public required bool HasOwnOffice { get; init; }
}

/// <summary><c>/satker</c> and <c>/regions/coverage</c>: the offices of the token's subtree and whom they serve.</summary>
internal sealed class SatkerApi(SatkerStore satkers)
{
    public static void Map(RouteGroupBuilder routes)
    {
        var api = ActivatorUtilities.CreateInstance<SatkerApi>(((IEndpointRouteBuilder)routes).ServiceProvider);
        routes.MapGet("/satker", (HttpContext context) => api.List(ApiCall.Of(context)))
            .Describe("listSatker", "The offices within the token's scope", Page(Belitung));
        routes.MapGet("/regions/coverage", (HttpContext context) => api.ListRegions(ApiCall.Of(context)))
            .Describe("listCoverage", "Every kab/kota that these offices serve, with or without a BNNK of its own", Page(Kabupaten), ApiParameter.Satker);
    }

    private ApiList<ApiSatker> List(ApiCall call)
    {
        var within = satkers.ReadSubtree(call.Token.SatkerCode).ToHashSet();
        return Page([.. satkers.List().Where(s => within.Contains(s.Code)).OrderBy(s => s.Code, StringComparer.Ordinal).Select(Of)]);
    }

    private ApiList<ApiRegion> ListRegions(ApiCall call) => Page([.. satkers.ReadCoverage(call.ReadSatker(ApiParameter.Satker).Code).Select(Of)]);

    private static ApiSatker Of(Satker satker) => new()
    {
        Code = satker.Code,
        Name = satker.Name,
        Level = SatkerWords.Of(satker.Level),
        Parent = satker.ParentCode,
        Regions = satker.Areas,
        Timezone = satker.Zone,
        Certainty = satker.Certainty is { } certainty ? SatkerWords.Of(certainty) : null,
    };

    private static ApiRegion Of(ServedRegion region) => new()
    {
        Code = region.RegionCode,
        Name = region.RegionName,
        Satker = region.SatkerCode,
        Bnnp = region.BnnpCode,
        HasOwnOffice = region.HasOwnOffice,
    };

    private static ApiList<T> Page<T>(params ImmutableArray<T> items) => new() { Items = items, Next = null };

    private static ApiSatker Belitung => new() { Code = "BNNK-19.02", Name = "BNNK Belitung", Level = "bnnk", Parent = "BNNP-19", Regions = ["19.02"], Timezone = "WIB", Certainty = "sure" };

    private static ApiRegion Kabupaten => new() { Code = "19.02", Name = "Kab. Belitung", Satker = "BNNK-19.02", Bnnp = "BNNP-19", HasOwnOffice = true };
}
