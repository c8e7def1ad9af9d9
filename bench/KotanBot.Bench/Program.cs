using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using KotanBot.Bench;
using KotanBot.Bench.Office;
using KotanBot.Bench.Telegram;
using KotanBot.Bench.Validation;
using KotanBot.Bench.Web;

// Each mode in a method of its own: the bare app must not load what only the others need.
switch (args)
{
    case ["bare"]:
        await BareAsync();
        return 0;
    case ["serve", var data, var maxBatch]:
        await ServeAsync(data, int.Parse(maxBatch));
        return 0;
    case ["serve-telegram", var data, "lifted" or "real", var daysAgo]:
        await ServeTelegramAsync(data, string.Equals(args[2], "lifted", StringComparison.Ordinal), int.Parse(daysAgo));
        return 0;
    case ["serve-web", var data, var definitions, var webChat]:
        await ServeWebAsync(data, definitions, webChat);
        return 0;
    case ["web", .. var rest] when RunOptions.TryRead(rest) is { } options:
        await WebAsync(options);
        return 0;
    case ["telegram", .. var rest] when RunOptions.TryRead(rest) is { } options:
        await TelegramAsync(options);
        return 0;
    case ["run", .. var rest] when RunOptions.TryRead(rest) is { } options:
        await RunAsync(options);
        return 0;
    case ["office", .. var rest] when RunOptions.TryRead(rest) is { } options:
        await OfficeAsync(options);
        return 0;
    case ["year", .. var rest] when RunOptions.TryRead(rest) is { } options:
        await YearAsync(options);
        return 0;
    case ["export", .. var rest] when RunOptions.TryRead(rest) is { } options:
        await ExportAsync(options);
        return 0;
    case ["export-fill", var data, var answers]:
        await ExportFillAsync(data, int.Parse(answers));
        return 0;
    case ["year-fill", var data, var volunteers, var questionnaires]:
        await YearFillAsync(data, int.Parse(volunteers), int.Parse(questionnaires));
        return 0;
    case ["year-monday", var data]:
        await YearMondayAsync(data);
        return 0;
    case ["year-pages", var data]:
        await YearPagesAsync(data);
        return 0;
    case ["validation", .. var rest] when RunOptions.TryRead(rest) is { } options:
        await ValidateAsync(options);
        return 0;
    case ["micro", .. var rest]:
        Micro(rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: KotanBot.Bench run|telegram|web|office|year|export|validation --server KotanBot.dll --data DIR [--report FILE] [--quick] [--slow-sync] [--webchat webchat-minimal.js] [--only PART] [--responses DIR] | micro [BenchmarkDotNet options] | bare | serve DIR MAXBATCH | serve-telegram DIR lifted|real DAYSAGO | serve-web DIR DEFINITIONS webchat-minimal.js | year-fill DIR VOLUNTEERS QUESTIONNAIRES | year-monday DIR | year-pages DIR | export-fill DIR ANSWERS");
        return 2;
}

[MethodImpl(MethodImplOptions.NoInlining)]
static Task BareAsync() => BareApp.RunAsync();

[MethodImpl(MethodImplOptions.NoInlining)]
static Task ServeAsync(string data, int maxBatch) => HostedGateway.RunAsync(data, maxBatch);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task ServeTelegramAsync(string data, bool lifted, int daysAgo) => HostedTelegram.RunAsync(data, lifted, daysAgo);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task ServeWebAsync(string data, string definitions, string webChat) => HostedWeb.RunAsync(data, definitions, webChat);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task WebAsync(RunOptions options) => WebRun.RunAsync(options);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task TelegramAsync(RunOptions options) => TelegramRun.RunAsync(options);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task RunAsync(RunOptions options) => BenchRun.RunAsync(options);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task OfficeAsync(RunOptions options) => OfficeRun.RunAsync(options);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task YearAsync(RunOptions options) => YearRun.RunAsync(options);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task YearFillAsync(string data, int volunteers, int questionnaires) => YearFill.RunAsync(data, volunteers, questionnaires);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task YearMondayAsync(string data) => YearMonday.RunAsync(data);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task YearPagesAsync(string data) => YearPages.RunAsync(data);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task ExportAsync(RunOptions options) => ExportRun.RunAsync(options);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task ExportFillAsync(string data, int answers) => ExportFill.RunAsync(data, answers);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task ValidateAsync(RunOptions options) => ValidationRun.RunAsync(options);

[MethodImpl(MethodImplOptions.NoInlining)]
static void Micro(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(BenchRun).Assembly).Run(args);
