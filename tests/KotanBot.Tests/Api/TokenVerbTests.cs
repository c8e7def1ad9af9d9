using System.Net;
using System.Text.Json.Nodes;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Api;

/// <summary><c>kotanbot token</c> as whoever runs a server meets it.</summary>
public sealed class TokenVerbTests
{
    [Fact]
    public async Task A_token_is_made_told_once_used_and_revoked_beside_a_running_server()
    {
        using var folder = new TempFolder();
        var url = KotanProcess.FreeUrl();
        await using var server = await KotanProcess.ServeAsync(folder.Data, url);
        using var http = new HttpClient { BaseAddress = new Uri(url) };

        var created = await KotanProcess.RunAsync("token", "create", "--satker", "BNNP-19", "--name", "dasbor pusat", "--days", "7", "--data", folder.Data);
        var secret = created.Lines[^1];
        http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        var answered = await http.GetAsync(new Uri("/api/v1/satker", UriKind.Relative), TestContext.Current.CancellationToken);
        var listed = await KotanProcess.RunAsync("token", "list", "--json", "--data", folder.Data);
        var token = Assert.Single(JsonNode.Parse(listed.Output)!.AsArray())!;
        var revoked = await KotanProcess.RunAsync("token", "revoke", (string)token["id"]!, "--data", folder.Data);
        var refused = await http.GetAsync(new Uri("/api/v1/satker", UriKind.Relative), TestContext.Current.CancellationToken);
        var again = await KotanProcess.RunAsync("token", "revoke", (string)token["id"]!, "--data", folder.Data);
        var after = await KotanProcess.RunAsync("token", "list", "--data", folder.Data);
        var audit = await KotanProcess.RunAsync("audit", "--satker", "BNNP-19", "--data", folder.Data);

        Assert.Equal((0, ""), (created.ExitCode, created.Error));
        Assert.Matches("^kotanbot_[A-Za-z0-9_-]{43}$", secret);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (answered.StatusCode, refused.StatusCode));
        Assert.Equal(("BNNP-19", "dasbor pusat", "valid"), ((string)token["satker"]!, (string)token["name"]!, (string)token["state"]!));
        Assert.NotNull(token["usedAt"]);
        Assert.DoesNotContain(secret, listed.Output + after.Output + audit.Output);
        Assert.Equal((0, 1), (revoked.ExitCode, again.ExitCode));
        Assert.Contains("revoked", after.Output);
        Assert.Contains(audit.Lines, l => l.Contains("api-token-created", StringComparison.Ordinal) && l.Contains("dasbor pusat|7", StringComparison.Ordinal));
        Assert.Contains(audit.Lines, l => l.Contains("api-token-revoked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "satker BNNK-00.00 is unknown", "token", "create", "--satker", "BNNK-00.00", "--name", "x")]
    [InlineData(2, "--days must be a whole number between 1 and 3650", "token", "create", "--satker", "BNN", "--name", "x", "--days", "0")]
    [InlineData(2, "--name has 1 to 100 characters", "token", "create", "--satker", "BNN", "--name", " ")]
    [InlineData(1, "there is no valid token abc", "token", "revoke", "abc")]
    public async Task What_cannot_be_done_is_said_in_one_line(int code, string line, params string[] args)
    {
        using var folder = new TempFolder();

        var done = await KotanProcess.RunAsync([.. args, "--data", folder.Data]);

        Assert.Equal((code, ""), (done.ExitCode, done.Output));
        Assert.Contains(line, done.Error, StringComparison.Ordinal);
    }
}
