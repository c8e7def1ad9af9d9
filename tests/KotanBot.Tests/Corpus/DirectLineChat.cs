using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Core.Conversations;

namespace KotanBot.Tests.Corpus;

/// <summary>One conversation of a Direct Line client: what it posts, and what it reads by watermark.</summary>
internal sealed class DirectLineChat
{
    private readonly CorpusHost _host;

    private DirectLineChat(CorpusHost host, string id)
    {
        _host = host;
        Id = id;
    }

    public string Id { get; }

    public long Watermark { get; private set; }

    public ChannelAddress Address => new("directline", Id);

    public static async Task<DirectLineChat> BeginAsync(CorpusHost host)
    {
        using var answer = await SendAsync(host, HttpMethod.Post, "/v3/directline/conversations", null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return new DirectLineChat(host, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["conversationId"]!.GetValue<string>());
    }

    /// <summary>A conversation of an earlier day, from its beginning.</summary>
    public static DirectLineChat Resume(CorpusHost host, string id) => new(host, id);

    public Task<HttpResponseMessage> PostAsync(JsonObject activity) => PostRawAsync(new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> PostRawAsync(HttpContent content) => SendAsync(_host, HttpMethod.Post, Path("/activities"), content);

    public Task<HttpResponseMessage> UploadAsync(JsonObject activity, byte[] file)
    {
        var form = new MultipartFormDataContent();
        var part = new StringContent(activity.ToJsonString());
        part.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(part);
        form.Add(new ByteArrayContent(file), "file", "foto.jpg");
        return SendAsync(_host, HttpMethod.Post, Path("/upload"), form);
    }

    /// <summary>All that came after the last call, the goodbye of an ended conversation too; null when it had ended before.</summary>
    public async Task<IReadOnlyList<JsonNode>?> ReadOnAsync()
    {
        var fresh = new List<JsonNode>();
        for (var more = true; more;)
        {
            using var answer = await SendAsync(_host, HttpMethod.Get, Path($"/activities?watermark={Watermark}"), null);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return fresh.Count > 0 ? fresh : null;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var set = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            var page = set["activities"]!.AsArray();
            fresh.AddRange(page.Select(a => a!));
            Watermark = long.Parse(set["watermark"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            more = page.Count > 0;
        }

        return fresh;
    }

    /// <summary>What a person would see of it: the text, and every choice with its whole label.</summary>
    public static Prompt PromptOf(JsonNode activity)
    {
        var actions = activity["suggestedActions"]?["actions"]?.AsArray() ?? [];
        ImmutableArray<PromptChoice> choices = [.. actions.Select(a => new PromptChoice(a!["value"]!["k"]!.GetValue<string>(), a["text"]!.GetValue<string>()))];
        var text = activity["text"]!.GetValue<string>();
        var listed = PromptLayout.Lines(new Prompt("") { Choices = choices });
        var hasList = choices.Length > 0 && text.EndsWith(listed, StringComparison.Ordinal);
        if (hasList)
            text = text[..^listed.Length];

        // A list beside buttons that carry whole labels is that of a question with several answers.
        var prompt = new Prompt(text) { Choices = choices, Many = hasList && actions.All(a => a!["title"]!.GetValue<string>() == a["text"]!.GetValue<string>()) };

        // The layout is the web's own matter; that nothing got lost in it is ours.
        var (shown, buttons) = PromptLayout.For(prompt);
        Assert.Equal(shown, activity["text"]!.GetValue<string>());
        Assert.Equal(buttons.Select(b => b.Label), actions.Select(a => a!["title"]!.GetValue<string>()));
        return prompt;
    }

    private string Path(string rest) => $"/v3/directline/conversations/{Id}{rest}";

    private static Task<HttpResponseMessage> SendAsync(CorpusHost host, HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Secret);
        return host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
