using System.Collections.Immutable;
using System.CommandLine;
using KotanBot.Api;
using KotanBot.Channels.DirectLine;
using KotanBot.Channels.Telegram;

namespace KotanBot.Commands;

/// <summary><c>kotanbot serve</c>, also the verb when none is given.</summary>
public static class ServeCommand
{
    private const string UrlsVariable = "KOTANBOT_URLS";
    private const string AspNetUrlsVariable = "ASPNETCORE_URLS";

    public static Command Create()
    {
        var command = new Command("serve", "Jalankan gerbang: obrolan web, saluran lain, pengingat");
        Configure(command);
        return command;
    }

    public static void Configure(Command command)
    {
        var data = DataOption.Create();
        var urls = new Option<string>("--urls")
        {
            Description = $"alamat yang dilayani, dipisah titik koma; tanpa ini {UrlsVariable}, {AspNetUrlsVariable}, lalu {GatewayOptions.DefaultUrl}",
            HelpName = "URL",
            DefaultValueFactory = _ => FromEnvironment(UrlsVariable) ?? FromEnvironment(AspNetUrlsVariable) ?? GatewayOptions.DefaultUrl,
        };
        urls.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !value.Split(';').All(IsUrl))
                result.AddError($"'{value}' is not a URL such as {GatewayOptions.DefaultUrl}");
        });
        var demo = new Option<bool>("--demo") { Description = "isi dengan data contoh dan kode undangan DEMO" };
        command.Options.Add(urls);
        command.Options.Add(data);
        command.Options.Add(demo);
        command.SetAction((parsed, cancellation) => RunAsync(
            new GatewayOptions
            {
                DataPath = parsed.GetValue(data)!,
                Urls = [.. parsed.GetValue(urls)!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
                Demo = parsed.GetValue(demo),
                Telegram = TelegramSettings.FromEnvironment(),
                TrustedOrigins = WebOrigin.FromEnvironment(),
                PublicUrl = PublicAddress.FromEnvironment(),
                Reminder = ReminderSettings.FromEnvironment(),
                Summary = SummarySettings.FromEnvironment(),
                Limits = DirectLineLimitSettings.FromEnvironment(),
                Api = ApiSettings.FromEnvironment(),
                TrustedProxies = TrustedProxies.FromEnvironment(),
            },
            parsed.InvocationConfiguration.Output,
            cancellation));
    }

    private static async Task<int> RunAsync(GatewayOptions options, TextWriter output, CancellationToken cancellation)
    {
        await using var app = await GatewayHost.BuildAsync(options);
        await app.StartAsync(cancellation);
        var addresses = app.Urls.Where(u => !u.StartsWith("http://unix:", StringComparison.Ordinal)).ToImmutableArray();
        await output.WriteLineAsync($"KotanBot siap di {string.Join(" ", addresses)}");
        await output.FlushAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return ExitCodeOf(app.Services);
    }

    /// <summary>Whoever keeps us running must see when nobody asked for the end.</summary>
    public static int ExitCodeOf(IServiceProvider stopped) =>
        stopped.GetServices<IHostedService>().OfType<BackgroundService>().Any(j => j.ExecuteTask is { IsFaulted: true }) ? KotanCommand.Broken : KotanCommand.Done;

    private static string? FromEnvironment(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    /// <summary><c>http://+:5080</c> and <c>http://*:5080</c> are Kestrel's words for every address.</summary>
    private static bool IsUrl(string text) =>
        Uri.TryCreate(text.Trim().Replace("://+", "://any", StringComparison.Ordinal).Replace("://*", "://any", StringComparison.Ordinal), UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https";
}
