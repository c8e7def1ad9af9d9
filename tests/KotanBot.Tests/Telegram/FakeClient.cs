using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KotanBot.Fakes;

namespace KotanBot.Tests.Telegram;

/// <summary>A bot reduced to bare HTTP: nothing between a test and the fake server's words.</summary>
internal sealed class FakeClient(FakeTelegram fake) : IDisposable
{
    private readonly HttpClient _http = new();

    public Uri Method(string name, string? token = null) => new(fake.Url, $"/bot{token ?? fake.Token}/{name}");

    public async Task<JsonObject> CallAsync(string method, object? body = null)
    {
        using var answer = await _http.PostAsJsonAsync(Method(method), body ?? new { });
        return await ReadAsync(answer);
    }

    public async Task<JsonObject> PostAsync(string method, HttpContent content, string? token = null)
    {
        using (content)
        using (var answer = await _http.PostAsync(Method(method, token), content))
            return await ReadAsync(answer);
    }

    public async Task<JsonObject> GetAsync(string method)
    {
        using var answer = await _http.GetAsync(Method(method));
        return await ReadAsync(answer);
    }

    public async Task<byte[]?> DownloadAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(fake.Url, $"/file/bot{fake.Token}/{path}"));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : null;
    }

    /// <summary>The description of a refusal, after checking that the envelope agrees with itself.</summary>
    public async Task<string> RefusedAsync(string method, object body)
    {
        var answer = await CallAsync(method, body);
        Assert.False((bool)answer["ok"]!, answer.ToJsonString());
        return $"{answer["error_code"]} {answer["description"]}";
    }

    public async Task<JsonNode> ResultAsync(string method, object? body = null)
    {
        var answer = await CallAsync(method, body);
        Assert.True((bool)answer["ok"]!, answer.ToJsonString());
        return answer["result"]!;
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        var envelope = (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((int)answer.StatusCode, (int?)envelope["error_code"] ?? 200);
        return envelope;
    }
}
