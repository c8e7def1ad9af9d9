namespace KotanBot.Fakes;

internal static class Program
{
    /// <summary><c>dotnet KotanBot.FakeTelegram.dll [--port N] [--token T]</c>: one line when ready, then until it is stopped.</summary>
    public static async Task<int> Main(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        var options = new FakeTelegramOptions { Port = int.Parse(settings["port"] ?? "0") };
        if (settings["token"] is { } token)
            options = options with { Token = token };
        await using var fake = await FakeTelegram.StartAsync(options);
        await Console.Out.WriteLineAsync($"ready {fake.Url} {fake.Token}");
        await fake.WaitForShutdownAsync();
        return 0;
    }
}
