using System.Net;
using System.Text.Json.Nodes;

namespace KotanBot.Tests.Api;

/// <summary>What a dashboard reads.</summary>
public sealed class ApiAnswerTests(ApiStage stage) : IClassFixture<ApiStage>
{
    [Fact]
    public async Task Offices_are_those_of_the_subtree()
    {
        Assert.Equal(["BNNK-19.02"], Column(await stage.ReadAsync("/api/v1/satker", await stage.TokenAsync("BNNK-19.02")), "code"));
        Assert.Contains("BNNP-19", Column(await stage.ReadAsync("/api/v1/satker", await stage.TokenAsync("BNNP-19")), "code"));
        Assert.Equal(208, (await stage.ReadAsync("/api/v1/satker", await stage.TokenAsync("BNN")))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_report_tells_what_was_chosen_and_counted_and_why_not()
    {
        var reports = await stage.ReadAsync("/api/v1/reports?from=2026-11-23&to=2026-11-23", await stage.TokenAsync("BNNK-19.02"));

        var report = Assert.Single(reports["items"]!.AsArray())!;
        Assert.Equal(("lapor-kegiatan", "pendidikan", "submitted", "2026-11-23"), ((string)report["dialog"]!, (string)report["lingkungan"]!, (string)report["review"]!, (string)report["sentOn"]!));
        Assert.NotEqual("r1", (string)report["id"]!);
        var answers = report["answers"]!.AsArray().ToDictionary(a => (string)a!["step"]!, a => a!);
        Assert.Equal("sosialisasi", (string)answers["jenis"]["keys"]![0]!);
        Assert.Equal(2, answers["sasaran"]["keys"]!.AsArray().Count);
        Assert.Equal((45m, true), ((decimal)answers["peserta"]["number"]!, (bool)answers["peserta"]["estimated"]!));
        Assert.Equal(("2026-11-22", "19.02", "tidak-tahu"), ((string)answers["tanggal"]["from"]!, (string)answers["wilayah"]["region"]!, (string)answers["dana"]["missing"]!));
        Assert.Equal(("text", null, "point"), ((string)answers["tempat"]["kind"]!, answers["tempat"]["keys"], (string)answers["titik"]["kind"]!));
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("?dialog=lapor-nihil", 1)]
    [InlineData("?review=submitted", 2)]
    [InlineData("?review=verified", 0)]
    [InlineData("?from=2026-11-26&to=2026-11-26", 1)]
    [InlineData("?to=2026-11-24", 2)]
    public async Task Filters_narrow_by_the_clock_of_the_office(string query, int count) =>
        Assert.Equal(count, (await stage.ReadAsync("/api/v1/reports" + query, await stage.TokenAsync("BNNK-19.02")))["items"]!.AsArray().Count);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_hold_every_report_once(int limit)
    {
        var token = await stage.TokenAsync("BNN");
        var whole = Column(await stage.ReadAsync("/api/v1/reports?limit=500", token), "id");
        var (paged, next, pages) = (new List<string>(), (string?)null, 0);
        do
        {
            var page = await stage.ReadAsync($"/api/v1/reports?limit={limit}{(next is null ? "" : $"&cursor={next}")}", token);
            Assert.InRange(page["items"]!.AsArray().Count, next is null ? 1 : 0, limit);
            paged.AddRange(Column(page, "id"));
            next = (string?)page["next"];
        }
        while (next is not null && pages++ < 20);

        Assert.Equal(7, whole.Count);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_question_and_scope_alone()
    {
        var (centre, rote) = (await stage.TokenAsync("BNN"), await stage.TokenAsync("BNNK-53.14"));
        var next = (string)(await stage.ReadAsync("/api/v1/reports?limit=1", centre))["next"]!;

        foreach (var (path, token) in ((string, string)[])[($"/api/v1/reports?cursor={next}&dialog=lapor-nihil", centre), ($"/api/v1/reports?cursor={next}", rote), ($"/api/v1/reports?cursor={next[..^2]}", centre)])
        {
            using var answer = await stage.CallAsync(path, token);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.DoesNotContain("r1", next);
    }

    [Fact]
    public async Task A_summary_is_told_once_and_then_costs_nothing()
    {
        var token = await stage.TokenAsync("BNNP-19");
        const string path = "/api/v1/summaries/BNNK-19.02/2026-W48";
        var summary = await stage.ReadAsync(path, token);
        using var first = await stage.CallAsync(path, token);

        Assert.Equal((2, 1, "2026-11-23", true), ((int)summary["head"]!["reports"]!, (int)summary["head"]!["nullReports"]!, (string)summary["monday"]!, (bool)summary["head"]!["told"]!));
        Assert.Equal(("sosialisasi", "waktu", "waspada"), ((string)summary["kinds"]!.AsArray().Single(k => (string)k!["key"]! == "sosialisasi")!["key"]!, (string)summary["nullReasons"]![0]!["key"]!, (string)summary["kawasan"]![0]!["after"]!));
        using var byTag = await stage.CallAsync(path, token, null, ("If-None-Match", first.Headers.ETag!.ToString()));
        using var byTime = await stage.CallAsync(path, token, null, ("If-Modified-Since", first.Content.Headers.LastModified!.Value.ToString("R")));
        using var older = await stage.CallAsync(path, token, null, ("If-Modified-Since", first.Content.Headers.LastModified!.Value.AddSeconds(-1).ToString("R")));
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotModified, HttpStatusCode.OK), (byTag.StatusCode, byTime.StatusCode, older.StatusCode));
        Assert.Contains("private", first.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Summaries_are_listed_by_office_the_newest_first_and_page_by_page()
    {
        var token = await stage.TokenAsync("BNN");
        static IEnumerable<string> Names(JsonNode page) => page["items"]!.AsArray().Select(i => $"{i!["satker"]} {i["week"]}");

        string[] all = ["BNNK-19.02 2026-W48", "BNNK-19.02 2026-W47", "BNNK-53.14 2026-W48", "BNNP-19 2026-W48"];
        Assert.Equal(all, Names(await stage.ReadAsync("/api/v1/summaries", token)));
        Assert.Equal(all[..2], Names(await stage.ReadAsync("/api/v1/summaries?satker=BNNK-19.02", token)));
        Assert.Equal([all[0], all[2], all[3]], Names(await stage.ReadAsync("/api/v1/summaries?week=2026-W48", token)));
        var first = await stage.ReadAsync("/api/v1/summaries?limit=3", token);
        Assert.Equal([.. all[..3], all[3]], Names(first).Concat(Names(await stage.ReadAsync($"/api/v1/summaries?limit=3&cursor={first["next"]}", token))));
    }

    [Fact]
    public async Task Targets_questionnaires_and_regions_are_those_of_the_office_asked_about()
    {
        var token = await stage.TokenAsync("BNNP-19");
        var targets = await stage.ReadAsync("/api/v1/targets?satker=BNNK-19.02&year=2026", token);
        var below = await stage.ReadAsync("/api/v1/targets?year=2026&below=true", token);
        var progress = await stage.ReadAsync("/api/v1/questionnaires/ikotan/progress", token);
        var items = await stage.ReadAsync("/api/v1/questionnaires/ikotan/items", token);
        var regions = await stage.ReadAsync("/api/v1/regions/coverage", token);

        foreach (var answer in (JsonNode[])[targets, below])
        {
            var care = answer["outputs"]!.AsArray().Single(o => (string)o!["output"]! == "kotan-tanggap")!;
            Assert.Equal((30m, 42m, 140m, "office"), ((decimal)care["target"]!, (decimal)care["realisation"]!, (decimal)care["percent"]!, (string)care["source"]!));
        }

        Assert.Equal("""[{"region":"19.02","group":"keluarga","respondents":1}]""", progress["respondents"]!.ToJsonString());
        Assert.Equal((9, 20, "provisional"), (progress["groups"]!.AsArray().Count, (int)progress["groups"]![0]!["target"]!, (string)progress["status"]!));
        var asked = items["items"]!.AsArray().Where(i => (long)i!["asked"]! > 0).Select(i => $"{i!["item"]} {i["asked"]} {i["answered"]} {i["medianSeconds"]}");
        Assert.Equal(["dua 1 0 8", "satu 1 1 8"], asked);
        Assert.Contains("19.02", Column(regions, "code"));
        Assert.DoesNotContain("53.14", Column(regions, "code"));
        Assert.Empty((await stage.ReadAsync("/api/v1/questionnaires/ikotan/progress?year=2025", token))["respondents"]!.AsArray());
    }

    private static List<string> Column(JsonNode page, string member) => [.. page["items"]!.AsArray().Select(i => (string)i![member]!)];
}
