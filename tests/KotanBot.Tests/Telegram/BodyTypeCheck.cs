using System.Text.Json.Nodes;
using KotanBot.Tests.Clients;

namespace KotanBot.Tests.Telegram;

/// <summary>A request body that the types of the Bot API do not allow.</summary>
internal sealed record BodyFailure(string Method, string Body, string Complaint)
{
    public override string ToString() => $"{Method} {Body}: {Complaint}";
}

/// <summary>
/// Judges request bodies with <c>tsc --strict</c> by the types of npm's @grammyjs/types. Call <see cref="NodePackages.SkipWhenMissing"/> first.
/// Downloads, which are no calls of a method, are passed over.
/// </summary>
internal static class BodyTypeCheck
{
    public static async Task<IReadOnlyList<BodyFailure>> RunAsync(IEnumerable<(string Method, JsonNode Body)> bodies)
    {
        var file = Path.GetTempFileName();
        try
        {
            var calls = bodies.Where(b => !b.Method.StartsWith('('));
            await File.WriteAllLinesAsync(file, calls.Select(b => new JsonObject { ["method"] = b.Method, ["body"] = b.Body.DeepClone() }.ToJsonString()));
            var (code, output, error) = await NodeProcess.RunAsync(NodePackages.Telegram, "check-bodies.mjs", file);
            Assert.True(code is 0 or 1, error);
            var failures = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Select(f => new BodyFailure((string)f["method"]!, f["body"]!.ToJsonString(), (string)f["complaint"]!)).ToList();
            Assert.Equal(code == 1, failures.Count > 0);
            return failures;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
