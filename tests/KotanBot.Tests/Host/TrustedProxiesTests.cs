using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KotanBot.Tests.Host;

/// <summary>What a proxy says about its client counts, when the proxy is one of ours.</summary>
public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("10.0.0.7", "10.0.0.7/32")]
    [InlineData("10.0.0.7, 172.18.0.0/16,2001:db8::/32 ,::1", "10.0.0.7/32 172.18.0.0/16 2001:db8::/32 ::1/128")]
    public void Addresses_and_networks_stand_in_a_list(string? text, string networks) => Assert.Equal(networks, string.Join(' ', TrustedProxies.Read(text)));

    [Theory]
    [InlineData("proxy.example.org")]
    [InlineData("10.0.0.0/40")]
    [InlineData("10.0.0.7;10.0.0.8")]
    public void Anything_else_is_refused(string text) => Assert.Contains(TrustedProxies.Variable, Assert.Throws<RefusedException>(() => TrustedProxies.Read(text)).Message);

    [Fact]
    public async Task The_server_refuses_malformed_settings_in_one_line()
    {
        using var folder = new TempFolder();
        foreach (var (name, value) in new[] { (TrustedProxies.Variable, "proxy"), ("KOTANBOT_LIMIT_ADDRESS", "many") })
        {
            var finished = await KotanProcess.RunInAsync([(name, value)], "serve", "--urls", KotanProcess.FreeUrl(), "--data", folder.Data);

            Assert.Equal(1, finished.ExitCode);
            Assert.StartsWith($"kotanbot: {name} must be", finished.Error);
            Assert.Single(finished.Error.TrimEnd().Split('\n'));
        }
    }

    [Theory]
    [InlineData("https", "wss://")]
    [InlineData("http", "ws://")]
    public async Task Behind_TLS_the_stream_is_opened_with_TLS(string scheme, string stream)
    {
        using var folder = new TempFolder();
        await using var gateway = await RunningGateway.StartAsync(new GatewayOptions { DataPath = folder.Data, Urls = ["http://127.0.0.1:0"] });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Headers = { { "Sec-Fetch-Site", "same-origin" }, { "X-Forwarded-Proto", scheme }, { "X-Forwarded-For", "198.51.100.1" } } };

        using var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.StartsWith(stream, (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["streamUrl"]!.GetValue<string>());
    }
}
