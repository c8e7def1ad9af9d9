using System.CommandLine;
using System.Text;
using KotanBot.Core.Conversations;
using KotanBot.Storage;
using Microsoft.Extensions.Logging.Console;

using Command = System.CommandLine.Command;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot chat</c>: the bot in the terminal. Driven by a script it prints nothing but <c>bot: …</c> lines and ends with
/// its input. Beside a running server it talks through the server.
/// </summary>
public static class ChatCommand
{
    /// <summary>Enough for the engine to see that a line is too long; the rest is dropped unread.</summary>
    private const int LongestLine = InputLimits.LongestText + 1;

    public static Command Create()
    {
        var data = DataOption.Create();
        var person = new Option<string>("--person")
        {
            Description = "siapa yang berbicara; tanpa ini nama pengguna komputer",
            HelpName = "NAME",
            DefaultValueFactory = _ => Environment.UserName is { Length: > 0 } user ? user : "saya",
        };
        person.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--person must not be empty");
        });
        var command = new Command("chat", "Mengobrol di terminal; tanpa terminal membaca baris dari masukan") { data, person };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(person)!, parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string dataPath, string person, TextWriter output, CancellationToken cancellation)
    {
        var folder = DataFolder.Open(dataPath);
        await using var gateway = await OpenedGateway.TryOpenAsync(new GatewayOptions { DataPath = dataPath });
        if (gateway is null)
        {
            using var client = await ControlClient.ReachAsync(folder, cancellation);
            return await TalkAsync(text => client.SayAsync(Message(person, text), cancellation), output, cancellation);
        }
        using var logging = LoggerFactory.Create(ConfigureLogging);
        await using var sender = gateway.CreateSender([], logging);
        var runner = gateway.CreateRunner(sender, logging);
        return await TalkAsync(text => TerminalTalk.SayAsync(runner, Message(person, text)), output, cancellation);
    }

    private static async Task<int> TalkAsync(Func<string, Task<IReadOnlyList<string>>> say, TextWriter output, CancellationToken cancellation)
    {
        var interactive = !Console.IsInputRedirected;
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        while (true)
        {
            if (interactive)
                await output.WriteAsync("> ");
            await output.FlushAsync(cancellation);
            if (await ReadLineAsync(input, cancellation) is not { } line)
                break;
            // An empty line at the prompt is a slip of the hand; in a script it was written on purpose.
            if (interactive && line.Length == 0)
                continue;
            foreach (var answer in await say(line))
                await output.WriteLineAsync("bot: " + answer);
        }
        return KotanCommand.Done;
    }

    private static async Task<string?> ReadLineAsync(StreamReader input, CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var one = new char[1];
        while (await input.ReadAsync(one, cancellation) > 0)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            if (line.Length < LongestLine)
                line.Append(one[0]);
        }
        return line.Length > 0 ? line.ToString() : null;
    }

    private static ControlMessage Message(string person, string text) => new(person, text, Guid.NewGuid().ToString("N"));

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Error);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
