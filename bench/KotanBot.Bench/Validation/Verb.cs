using System.Diagnostics;
using System.Text.Json.Nodes;

namespace KotanBot.Bench.Validation;

/// <summary>The published program, called as anybody calls it. What it prints is the only thing that the validation knows.</summary>
internal sealed class Verb(string server)
{
    public async Task<JsonObject> JsonAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [server, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var refused = process.StandardError.ReadToEndAsync();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonNode.Parse(printed)!.AsObject()
            : throw new InvalidOperationException($"kotanbot {string.Join(' ', arguments)} refused: {await refused}");
    }
}
