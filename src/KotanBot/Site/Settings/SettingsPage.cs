using System.Collections.Immutable;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Settings;

/// <summary>The office: what it is, whom it serves, and who serves it.</summary>
/// <param name="ServedBy">The office whose admins serve it; null where nobody does.</param>
/// <param name="Admins">How many admins that office has.</param>
/// <param name="Regions">Kab/kota that it and those below serve.</param>
/// <param name="Names">Their names as people write them.</param>
public sealed record OfficeSettings(Satker Satker, string? Region, Satker? Parent, Satker? ServedBy, int Admins, ImmutableArray<ServedRegion> Regions, ImmutableDictionary<string, string> Names);

/// <summary>What the server is set to; empty for those whom it does not concern.</summary>
public sealed record SettingsModel(OfficeSettings Office, ImmutableArray<ServerSetting> Server);

/// <summary><c>/admin/settings</c>: what an office and this server are set to, and where it is changed. Nothing is changed here.</summary>
public sealed class SettingsPage(SatkerStore satkers, ServedDefinitions definitions, ServerSettings server)
{
    public const string Path = SitePaths.Root + "/settings";

    public void Map(RouteGroupBuilder site) => site.MapGet("/settings", ShowAsync).Needs(Right.OpenSite);

    private async Task<IResult> ShowAsync(SiteVisit visit)
    {
        var office = satkers.Find(visit.Looking.Satker.Code)!;
        var serving = satkers.FindServingAdmins(office.Code);
        var regions = satkers.ReadCoverage(office.Code).ToImmutableArray();
        var settings = new OfficeSettings(
            office,
            office.RegionCode is { } region ? definitions.Current.Regions.Path(region) : null,
            office.ParentCode is { } parent ? satkers.Find(parent) : null,
            serving is { } by ? satkers.Find(by.SatkerCode) : null,
            serving?.PersonIds.Count ?? 0,
            regions,
            regions.ToImmutableDictionary(r => r.RegionCode, r => definitions.Current.Regions.Path(r.RegionCode).Split(", ")[0]));
        return visit.Page<SettingsView, SettingsModel>(new SettingsModel(settings, SeesServer(visit) ? await server.ReadAsync(visit) : []));
    }

    /// <summary>Whoever has the machine, and the admins of the centre.</summary>
    private bool SeesServer(SiteVisit visit) =>
        visit.Visitor.IsServer || (visit.Visitor.Facts.Role == Access.Admin && satkers.Find(visit.Visitor.Satker.Code)?.Level == SatkerLevel.Pusat);
}
