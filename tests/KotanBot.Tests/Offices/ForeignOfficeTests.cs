using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using KotanBot.Tests.DirectLine;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Offices;

/// <summary>Nobody finds or changes anything of an office that is not theirs: every command and every route, as every role of a foreign office.</summary>
public sealed class ForeignOfficeTests : IAsyncLifetime
{
    private const string Office = "BNNK-19.02";

    /// <summary>Words that stand nowhere but in what people of the office wrote.</summary>
    private static readonly string[] Secrets = ["Ngatiyemwati", "Pasopati Sejati", "Pulau Semaun"];

    private readonly WebGateway _gateway = new() { RunTurn = ConversationEngine.RunTurn };
    private Chat _victim = null!;

    public static TheoryData<string?, string> Strangers
    {
        get
        {
            var data = new TheoryData<string?, string> { { null, "BNNK-53.14" } };
            foreach (var role in Access.Roles)
            {
                data.Add(role, "BNNK-53.14");
                data.Add(role, "BNNP-53");
            }

            return data;
        }
    }

    private Stores Stores => _gateway.Services.GetRequiredService<OpenedGateway>().Stores;

    public async ValueTask InitializeAsync()
    {
        await _gateway.InitializeAsync();
        _victim = await _gateway.BeginAsync();
        var code = await Stores.Invitations.CreateAsync(Office, Access.Volunteer, 5, 30, _gateway.Time.GetUtcNow());
        foreach (var line in (string[])[$"/mulai {code}", "setuju", Secrets[0], Secrets[1], "pendidikan", "id"])
            await _victim.SayAsync(line);
        foreach (var line in (string[])["/lapor", "1", "kemarin", "19.02", Secrets[2], "pendidikan", "45", "lewati tidak ada", "lewati tidak ada", "lewati tidak ada"])
            await _victim.SayAsync(line);
        await _victim.SayAsync("kirim");
        await JoinAsync("kepala", Access.Admin, Office);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Every_command_shows_and_changes_nothing_of_a_foreign_office(string? role, string office)
    {
        var before = Rows();
        var walk = role is null ? Walk("orang-baru") : await JoinAsync("orang-lain", role, office);

        await walk.WalkAsync(Leads());

        Assert.NotEmpty(walk.Shown);
        Assert.DoesNotContain(walk.Shown, said => Secrets.Any(s => said.Contains(s, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(before, Rows());
    }

    /// <summary>The control: the same walk does show it to whom it may be shown, by way of the list of people and of the search.</summary>
    [Theory]
    [InlineData("/anggota")]
    [InlineData("/anggota ngatiyem")]
    public async Task The_list_of_people_shows_the_office_to_its_own_admin(string command)
    {
        var own = await JoinAsync("kepala-dua", Access.Admin, Office);
        var above = await JoinAsync("kepala-provinsi", Access.Admin, "BNNP-19");

        await own.SayAsync(command);
        await above.SayAsync(command, $"/anggota {Office}", $"/anggota {Office} ngatiyem");

        Assert.Contains(own.Shown, said => said.Contains(Secrets[0], StringComparison.Ordinal) && said.Contains(Secrets[1], StringComparison.Ordinal));
        // The office has an admin of its own, so the one above does not see its people.
        Assert.DoesNotContain(above.Shown, said => Secrets.Any(s => said.Contains(s, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Every_route_shows_nothing_of_a_foreign_office()
    {
        var stranger = await _gateway.BeginAsync();
        var code = await Stores.Invitations.CreateAsync("BNNP-53", Access.Admin, 1, 30, _gateway.Time.GetUtcNow());
        foreach (var line in (string[])[$"/mulai {code}", "setuju", "Orang lain", "id"])
            await stranger.SayAsync(line);
        var before = Rows();
        var tried = 0;
        foreach (var route in _gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                foreach (var lead in Leads().Append(_victim.Id))
                {
                    var path = string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : Uri.EscapeDataString(lead)))));
                    using var answer = await _gateway.CallAsync(new HttpMethod(method), "/" + path, stranger.Token, method == "POST" ? WebGateway.Json("""{"type":"message","text":"halo"}""") : null);
                    var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    Assert.DoesNotContain(Secrets, s => body.Contains(s, StringComparison.OrdinalIgnoreCase));
                    tried++;
                }
            }
        }

        Assert.True(tried > 50);
        Assert.Equal(before, Rows());
        // The same route with the right token does show it, so the walk above could have found it.
        Assert.Contains(await _victim.TextsAsync(), t => t.Contains(Secrets[2], StringComparison.Ordinal));
    }

    private OfficeWalk Walk(string name) =>
        new(_gateway.Services.GetRequiredService<TurnRunner>(), _gateway.Services.GetRequiredService<OpenedGateway>().Definitions, new ChannelAddress(LogOnlyChannel.Terminal, name));

    private async Task<OfficeWalk> JoinAsync(string name, string role, string office)
    {
        var walk = Walk(name);
        var code = await Stores.Invitations.CreateAsync(office, role, 1, 30, _gateway.Time.GetUtcNow());
        await walk.SayAsync([$"/mulai {code}", "setuju", "Seseorang", .. role == Access.Volunteer ? new[] { "Kantor", "pemerintah" } : [], "id"]);
        // Whoever did not get in would find nothing, and prove nothing.
        Assert.Equal((role, office), (walk.Facts(Stores).Role, walk.Facts(Stores).Satker?.Code));
        return walk;
    }

    /// <summary>
    /// Whatever a stranger may have seen over somebody's shoulder: codes of offices, numbers of reports and people, and names in part, because /data shows
    /// everybody what they typed themselves.
    /// </summary>
    private List<string> Leads() => Stores.Database.Read(c => c.Query<string>("select id from submission where satker_code = @Office union all select id from person where satker_code = @Office", new { Office }).ToList())
        .SelectMany(id => new[] { id, Ids.Short(id) })
        .Concat([Office, "BNNK Belitung", "Ngatiyem", "Pasopati", "Semau", "1"])
        .ToList();

    /// <summary>All that the database holds of the office, column by column.</summary>
    private List<string> Rows() => Stores.Database.Read(connection =>
    {
        var tables = connection.Query<string>("select name from sqlite_master where type = 'table' order by name").ToList();
        var rows = new List<string>();
        foreach (var table in tables)
        {
            var columns = connection.Query<string>("select name from pragma_table_info(@table)", new { table }).ToList();
            var condition = columns.Contains("satker_code") ? "satker_code = @Office"
                : columns.Contains("person_id") ? "person_id in (select id from person where satker_code = @Office)"
                : columns.Contains("submission_id") ? "submission_id in (select id from submission where satker_code = @Office)" : null;
            if (condition is not null)
                rows.AddRange(connection.Query($"select * from {table} where {condition}", new { Office }).Select(r => $"{table}: {string.Join('|', ((IDictionary<string, object>)r).Values)}").Order(StringComparer.Ordinal));
        }

        return rows;
    });
}
