using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using KotanBot.Api;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Api;

/// <summary>Who may read what, and how a program is told that it may not.</summary>
public sealed class ApiAccessTests(ApiStage stage) : IClassFixture<ApiStage>
{
    [Fact]
    public async Task Without_a_good_token_each_reason_is_told_in_both_languages()
    {
        var (revoked, secret) = await stage.Stores.ApiTokens.CreateAsync(ApiStage.Belitung, "dasbor", 30, ApiStage.Now);
        await stage.Stores.ApiTokens.RevokeAsync(Scope.Server, revoked.Id, ApiStage.Now);
        var expired = (await stage.Stores.ApiTokens.CreateAsync(ApiStage.Belitung, "dasbor", 1, ApiStage.Now.AddDays(-1))).Secret;

        foreach (var (token, type) in ((string?, string)[])[(null, "no-token"), ("kotanbot_x", "unknown-token"), ("x", "unknown-token"), (secret, "revoked-token"), (expired, "expired-token")])
        {
            using var answer = await stage.CallAsync("/api/v1/satker", token);
            var problem = await ProblemAsync(answer);
            Assert.Equal((HttpStatusCode.Unauthorized, $"urn:kotanbot:problem:{type}"), (answer.StatusCode, (string)problem["type"]!));
            Assert.StartsWith("Bearer realm=", answer.Headers.WwwAuthenticate.ToString());
            Assert.NotEqual((string)problem["texts"]!["id"]!, (string)problem["texts"]!["en"]!);
            Assert.Equal((string)problem["texts"]!["id"]!, (string)problem["detail"]!);
        }

        using var english = await stage.CallAsync("/api/v1/satker", null, null, ("Accept-Language", "en-GB"));
        Assert.Equal("A token is needed", (string)(await ProblemAsync(english))["title"]!);
    }

    [Theory]
    [InlineData("/api/v1/reports?satker=BNNK-53.14", 403, "outside-scope")]
    [InlineData("/api/v1/reports?satker=BNNK-00.00", 404, "not-found")]
    [InlineData("/api/v1/summaries/BNNK-53.14/2026-W48", 403, "outside-scope")]
    [InlineData("/api/v1/summaries/BNNK-19.02/2026-W30", 404, "not-found")]
    [InlineData("/api/v1/summaries/BNNK-19.02/minggu", 400, "bad-parameter")]
    [InlineData("/api/v1/questionnaires/gaib/items", 404, "not-found")]
    [InlineData("/api/v1/reports?from=1-11-2026", 400, "bad-parameter")]
    [InlineData("/api/v1/reports?from=2026-11-30&to=2026-11-01", 400, "bad-parameter")]
    [InlineData("/api/v1/reports?dialog=ikotan", 400, "bad-parameter")]
    [InlineData("/api/v1/reports?review=diterima", 400, "bad-parameter")]
    [InlineData("/api/v1/reports?limit=501", 400, "bad-parameter")]
    [InlineData("/api/v1/reports?limit=0", 400, "bad-parameter")]
    [InlineData("/api/v1/reports?limit=1&limit=2", 400, "bad-parameter")]
    [InlineData("/api/v1/reports?cursor=abc", 400, "bad-parameter")]
    [InlineData("/api/v1/reports?form=2026-11-01", 400, "bad-parameter")]
    [InlineData("/api/v1/summaries?cursor=abc", 400, "bad-parameter")]
    [InlineData("/api/v1/targets?year=1999", 400, "bad-parameter")]
    [InlineData("/api/v1/targets?below=ya", 400, "bad-parameter")]
    [InlineData("/api/v1/penggiat", 404, "no-route")]
    [InlineData("/api/v2/satker", 404, "no-route")]
    public async Task What_cannot_be_answered_is_named(string path, int status, string type)
    {
        using var answer = await stage.CallAsync(path, await stage.TokenAsync(ApiStage.Belitung));

        var problem = await ProblemAsync(answer);
        Assert.Equal((status, $"urn:kotanbot:problem:{type}"), ((int)answer.StatusCode, (string)problem["type"]!));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Nothing_can_be_written(string method)
    {
        using var answer = await stage.CallAsync("/api/v1/reports", await stage.TokenAsync("BNN"), new HttpMethod(method));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "urn:kotanbot:problem:read-only"), (answer.StatusCode, (string)(await ProblemAsync(answer))["type"]!));
    }

    /// <summary>Every route, with all that somebody may know of the office, by a token of another one and by one of its own.</summary>
    [Fact]
    public async Task No_route_tells_another_office_anything_nor_anybody_what_a_person_typed()
    {
        var (foreign, centre) = (await stage.TokenAsync("BNNP-53"), await stage.TokenAsync("BNN"));
        var (leaked, told) = (new List<string>(), 0);
        foreach (var route in stage.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.StartsWith(ApiRoutes.Root, StringComparison.Ordinal)))
        {
            foreach (var query in (string[])["", $"?satker={ApiStage.Belitung}"])
            {
                var path = route.RoutePattern.RawText!.Replace("{satker}", ApiStage.Belitung).Replace("{week}", "2026-W48").Replace("{bank}", "ikotan") + query;
                foreach (var token in (string[])[foreign, centre])
                {
                    using var answer = await stage.CallAsync(path, token);
                    var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    if (ApiStage.Typed.Any(body.Contains))
                        leaked.Add($"{path} tells what somebody typed");
                    if (answer.IsSuccessStatusCode && body.Contains(ApiStage.Belitung, StringComparison.Ordinal))
                        (token == foreign ? leaked : []).Add($"{path} tells of {ApiStage.Belitung}");
                    told += answer.IsSuccessStatusCode && token == centre && body.Contains(ApiStage.Belitung, StringComparison.Ordinal) ? 1 : 0;
                }
            }
        }

        Assert.Empty(leaked);
        Assert.True(told > 8, "the centre sees the office, so the walk could have found it");
    }

    [Fact]
    public async Task The_last_use_is_noted_once_an_hour()
    {
        var secret = await stage.TokenAsync("BNNK-53.14");
        ApiToken Token() => stage.Stores.ApiTokens.Find(secret)!;
        Assert.Null(Token().UsedAt);

        await stage.ReadAsync("/api/v1/satker", secret);
        Assert.Equal(ApiStage.Now, Token().UsedAt);
        stage.Clock.Now = ApiStage.Now.AddMinutes(59);
        await stage.ReadAsync("/api/v1/satker", secret);
        Assert.Equal(ApiStage.Now, Token().UsedAt);
        stage.Clock.Now = ApiStage.Now.AddMinutes(60);
        await stage.ReadAsync("/api/v1/satker", secret);
        Assert.Equal(ApiStage.Now.AddMinutes(60), Token().UsedAt);
        stage.Clock.Now = ApiStage.Now;
    }

    [Fact]
    public async Task The_database_holds_no_token()
    {
        var secret = await stage.TokenAsync("BNN");

        var stored = stage.Stores.Database.Read(c => c.Query<string>("select id || token_hash || name from api_token union all select coalesce(after_value, '') || subject from audit where deed like 'api-token%'").ToList());

        Assert.NotEmpty(stored);
        Assert.DoesNotContain(stored, s => s.Contains(secret, StringComparison.Ordinal) || s.Contains(secret[ApiTokenStore.Prefix.Length..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_another_origin_reads_nothing_unless_it_is_named()
    {
        using var preflight = await stage.CallAsync("/api/v1/satker", null, HttpMethod.Options, ("Origin", "https://dasbor.example"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));

        await using var open = new ApiStage { Settings = new ApiSettings { CallsPerMinute = null, Origins = ["https://dasbor.example"] } };
        await open.InitializeAsync();
        using var allowed = await open.CallAsync("/api/v1/satker", null, HttpMethod.Options, ("Origin", "https://dasbor.example"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"));
        using var refused = await open.CallAsync("/api/v1/satker", null, null, ("Origin", "https://dasbor.example"));
        using var other = await open.CallAsync("/api/v1/satker", null, null, ("Origin", "https://lain.example"));

        Assert.Equal("https://dasbor.example", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("authorization", allowed.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("https://dasbor.example", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task One_token_that_asks_too_often_waits_and_the_others_do_not()
    {
        await using var hurried = new ApiStage { Settings = new ApiSettings { CallsPerMinute = 3 } };
        await hurried.InitializeAsync();
        var (hasty, calm) = (await hurried.TokenAsync("BNN"), await hurried.TokenAsync("BNN"));
        for (var i = 0; i < 3; i++)
            await hurried.ReadAsync("/api/v1/satker", hasty);

        using var answer = await hurried.CallAsync("/api/v1/satker", hasty);

        Assert.Equal((HttpStatusCode.TooManyRequests, "urn:kotanbot:problem:too-often"), (answer.StatusCode, (string)(await ProblemAsync(answer))["type"]!));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await hurried.ReadAsync("/api/v1/satker", calm);
    }

    private static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal(ApiProblem.MediaType, answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
