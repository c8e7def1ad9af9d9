using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using KotanBot.Api;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Storage;
using KotanBot.Tests.Exports;
using KotanBot.Tests.Host;
using KotanBot.Tests.Repository;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Api;

/// <summary>A running gateway with something of everything in two offices, and programs that ask it. The same for all tests of a class.</summary>
public sealed class ApiStage : IAsyncLifetime
{
    public const string Belitung = "BNNK-19.02";

    public const string Rote = "BNNK-53.14";

    /// <summary>What people of Belitung typed; no answer may hold any of it.</summary>
    public static readonly string[] Typed = ["Nama ani", "Lembaga ani", "Balai Ita Esa", "lewat tengah malam", "Pesisir Jingga"];

    public static readonly DateTimeOffset Now = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private RunningGateway? _running;

    public ApiSettings Settings { get; init; } = new() { CallsPerMinute = null };

    public ManualClock Clock { get; } = new() { Now = Now };

    public HttpClient Client => _running!.Client;

    public IServiceProvider Services => _running!.Services;

    public Stores Stores => Services.GetRequiredService<OpenedGateway>().Stores;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningGateway.StartAsync(new GatewayOptions
        {
            DataPath = _folder.Data,
            DefinitionsPath = Docs.PathOf("dialogs"),
            Urls = ["http://127.0.0.1:0"],
            TimeProvider = Clock,
            Api = Settings,
        });
        await FillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _running!.DisposeAsync();
        _folder.Dispose();
    }

    public async Task<string> TokenAsync(string satker, int days = 30) => (await Stores.ApiTokens.CreateAsync(satker, "dasbor", days, Clock.Now)).Secret;

    public async Task<HttpResponseMessage> CallAsync(string path, string? token, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonNode> ReadAsync(string path, string token)
    {
        using var answer = await CallAsync(path, token);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {body}");
        return JsonNode.Parse(body)!;
    }

    private async Task FillAsync()
    {
        var ani = await ExportStage.JoinAsync(Stores, "ani", Belitung);
        ani.Now = new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
        await ani.SayAsync("x", ExportStage.Report("r1", "lapor-kegiatan",
            ("jenis", new AnswerValue.Choice("sosialisasi")),
            ("tanggal", new AnswerValue.Dates(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 22))),
            ("wilayah", new AnswerValue.Place("19.02")),
            ("tempat", new AnswerValue.Text(Typed[2])),
            ("sasaran", new AnswerValue.Choices(["pendidikan", "masyarakat"])),
            ("peserta", new AnswerValue.Number(45, Estimated: true)),
            ("dana", new AnswerValue.Skipped(SkipReasons.DoesNotKnow)),
            ("titik", new AnswerValue.Point(-2.74, 107.63))));
        ani.Now = new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
        await ani.SayAsync("x", ExportStage.Report("r2", "lapor-nihil", ("alasan", new AnswerValue.Choice("waktu")), ("catatan", new AnswerValue.Text(Typed[3]))));
        ani.Now = new DateTimeOffset(2026, 11, 25, 17, 30, 0, TimeSpan.Zero); // the 26th there
        await ani.SayAsync("x", ExportStage.Report("r3", "lapor-kegiatan", ("jenis", new AnswerValue.Choice("rapat"))));
        await ani.SayAsync("x", new Effect.StartSubmission("q1", "ikotan", "h"), Ask("q1", "satu"), Answer("q1", "satu", "a"), Ask("q1", "dua"), Answer("q1", "dua", null), new Effect.Submit("q1"));
        var dewi = await ExportStage.JoinAsync(Stores, "dewi", Rote);
        dewi.Now = new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
        for (var i = 1; i <= 4; i++)
            await dewi.SayAsync("x", ExportStage.Report($"d{i}", "lapor-kegiatan", ("jenis", new AnswerValue.Choice("rapat"))));
        var admin = await ExportStage.JoinAsync(Stores, "kepala", Belitung, Access.Admin);
        admin.Now = new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
        await admin.SayAsync("x", new Effect.Office(new OfficeDeed.AddEntry("kawasan", "k1", Typed[4], "19.02.01")), new Effect.Office(new OfficeDeed.SetEntryStatus("k1", "waspada", new DateOnly(2026, 11, 24), null, null)));
        await Stores.Targets.SaveAsync([new TargetFigure(Belitung, 2026, "kotan-tanggap", Done: false, 30), new TargetFigure(Belitung, 2026, "kotan-tanggap", Done: true, 42)], Now);
        var definitions = Services.GetRequiredService<OpenedGateway>().Definitions;
        var plan = new SummaryPlan(7, definitions.Week, definitions.Outputs);
        foreach (var (code, name) in ((string, string)[])[(Belitung, "BNNK Belitung"), ("BNNP-19", "BNNP Kepulauan Bangka Belitung"), (Rote, "BNNK Rote Ndao")])
            await Stores.Summaries.MakeAsync(new DueSummary(new OfficeName(code, name), 420, ReportWeek.Parse("2026-W48")!, Tell: true), plan, new DateTimeOffset(2026, 11, 30, 0, 0, 5, TimeSpan.Zero));
        foreach (var due in Stores.Indices.ReadDue(420, Now))
            await Stores.Indices.MakeAsync(due, IndexPlan.Of(definitions), definitions.SourceOf, Now);
        await Stores.Summaries.MakeAsync(new DueSummary(new OfficeName(Belitung, "BNNK Belitung"), 420, ReportWeek.Parse("2026-W47")!, Tell: false), plan, new DateTimeOffset(2026, 11, 30, 0, 0, 6, TimeSpan.Zero));
    }

    private static Effect.AskItem Ask(string id, string item) => new(id, ItemSteps.IdOf("butir", item), "ikotan", "h", item, "hukum", "keluarga", "19.02", AskedAs.Drawn, 0.5);

    private static Effect.RecordAnswer Answer(string id, string item, string? key) =>
        new(id, ItemSteps.IdOf("butir", item), key is null ? new AnswerValue.Skipped(SkipReasons.DoesNotKnow) : new AnswerValue.Choice(key)) { Seconds = 8 };
}
