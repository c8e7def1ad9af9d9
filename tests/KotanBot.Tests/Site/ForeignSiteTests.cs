using Dapper;
using KotanBot.Tests.Media;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Site;

/// <summary>Nobody finds anything of an office that is not theirs: every page of the site, those of tomorrow too, because the list of routes is the server's own.</summary>
public sealed class ForeignSiteTests(SiteStage stage) : IClassFixture<SiteStage>, IAsyncLifetime
{
    private const string Office = "BNNK-19.02";

    /// <summary>Words that stand nowhere but in what people of the office wrote, and in its form.</summary>
    private static readonly string[] Secrets = ["Ngatiyemwati", "Pasopati Sejati", "Pulau Semaun", "Wanamarta"];

    private string _photo = "";

    public async ValueTask InitializeAsync()
    {
        if (_photo.Length > 0 || stage.Stores.Database.Read(c => c.ExecuteScalar<long>("select count(*) from submission")) > 0)
            return;
        await stage.JoinVolunteerAsync("korban", Office, Secrets[0], Secrets[1]);
        var report = await stage.ReportAsync("korban", Secrets[2]);
        _photo = await stage.AttachPhotoAsync(report, SmallPhoto.Jpeg, SmallPhoto.Jpeg);
        await stage.PublishDirectlyAsync(Office, FormStage.Market.Replace("Lapor pasar", $"Lapor {Secrets[3]}", StringComparison.Ordinal));
        await stage.Stores.Invitations.CreateAsync(Office, "penggiat", 5, 30, stage.Clock.GetUtcNow());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_admin_elsewhere_an_officer_above_and_somebody_without_a_session_see_nothing()
    {
        await stage.JoinAsync("petugas-atas", "petugas", "BNNP-19", "setuju", "Petugas atas", "id");
        using var foreign = await stage.EnterAsync("BNNP-53");
        using var officer = await stage.EnterAsAsync("petugas-atas");
        using var nobody = stage.Browse();

        foreach (var browser in new[] { foreign, officer, nobody })
        {
            var tried = 0;
            foreach (var path in Paths())
            {
                var answer = await browser.GetAsync(path);
                Assert.DoesNotContain(Secrets, s => answer.Html.Contains(s, StringComparison.OrdinalIgnoreCase));
                Assert.True((int)answer.Status < 500, $"{path}: {answer.Status}");
                if (path.Contains("/photos/", StringComparison.Ordinal))
                    Assert.NotEqual(System.Net.HttpStatusCode.OK, answer.Status);
                tried++;
            }

            Assert.True(tried > 100);
        }
    }

    /// <summary>The control: the same walk does show each of the words to whom they may be shown.</summary>
    [Fact]
    public async Task The_offices_own_admin_does_see_it_by_the_same_walk()
    {
        using var own = await stage.EnterAsync(Office);
        var seen = new List<string>();
        foreach (var path in Paths())
            seen.Add((await own.GetAsync(path)).Html);

        foreach (var secret in Secrets)
            Assert.Contains(seen, html => html.Contains(secret, StringComparison.Ordinal));
    }

    /// <summary>Every GET route below /admin with every lead in the place of its parameters, and the words of a question behind those without.</summary>
    private List<string> Paths()
    {
        var leads = Leads();
        var paths = new List<string>();
        foreach (var route in stage.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var methods = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            var segments = route.RoutePattern.PathSegments;
            if (!methods.Contains("GET") || segments is not [{ Parts: [RoutePatternLiteralPart { Content: "admin" }] }, ..])
                continue;
            var made = leads.Select(lead => "/" + string.Join('/', segments.Select(s => string.Concat(s.Parts.Select(p => p is RoutePatternLiteralPart literal ? literal.Content : Uri.EscapeDataString(lead)))))).Distinct().ToList();
            paths.AddRange(made);
            if (made is [var page])
                paths.AddRange([$"{page}?satker={Office}", $"{page}?name=ngatiyem", .. leads.SelectMany(l => new[] { $"{page}?number={l}", $"{page}?after={l}" })]);
        }

        return paths;
    }

    private List<string> Leads() => stage.Stores.Database.Read(c => c.Query<string>(
        """
        select id from submission where satker_code = @Office union all select id from person where satker_code = @Office
        union all select dialog_id from form union all select id from attachment union all select id from invitation where satker_code = @Office
        """, new { Office }).ToList()).SelectMany(id => new[] { id, SitePeople.Short(id) }).Concat([Office, "2026-W47", "1", "csv"]).ToList();
}
