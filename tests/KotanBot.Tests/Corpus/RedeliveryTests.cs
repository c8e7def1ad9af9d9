using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Corpus;

/// <summary>Lines that break at the worst moment: the same message comes again, at once, at the same time or after a restart.</summary>
public sealed class RedeliveryTests
{
    [Fact]
    public async Task A_message_that_comes_again_after_a_restart_is_answered_once()
    {
        await using var host = await CorpusHost.StartNewAsync();
        var chat = await JoinedAsync(host);
        var first = await PostAsync(chat, "/lapor", "c1");
        var rows = (await chat.ReadOnAsync())!.Count;

        await host.RestartAsync();

        Assert.Equal(first, await PostAsync(chat, "/lapor", "c1"));
        Assert.Empty((await chat.ReadOnAsync())!);
        Assert.Equal(3, rows);
        Assert.Contains("(2/8)", (await PostAndReadAsync(chat, "rapat", "c2"))[^1]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(host.Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter()));
    }

    [Fact]
    public async Task A_message_that_comes_eight_times_at_once_is_answered_once()
    {
        await using var host = await CorpusHost.StartNewAsync();
        var chat = await DirectLineChat.BeginAsync(host);

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(chat, "halo", "c1")));

        Assert.Single(ids.Distinct());
        Assert.Equal(2, (await chat.ReadOnAsync())!.Count);
    }

    [Fact]
    public async Task A_message_that_cannot_be_decided_gets_one_apology_and_replays_as_given_up()
    {
        await using var host = await CorpusHost.StartNewAsync(h => h.RunTurn = (definitions, conversation, facts, input, now) =>
            input is Input.Text { Value: "racun" } ? throw new InvalidOperationException("poison") : ConversationEngine.RunTurn(definitions, conversation, facts, input, now));
        var chat = await JoinedAsync(host);
        await PostAndReadAsync(chat, "/lapor", "c1");

        var said = await PostAndReadAsync(chat, "racun", "c2");
        Assert.Equal(2, said.Count);
        Assert.Equal(said[0]["id"]!.GetValue<string>(), await PostAsync(chat, "racun", "c2"));
        Assert.Contains("(2/8)", (await PostAndReadAsync(chat, "rapat", "c3"))[^1]["text"]!.GetValue<string>(), StringComparison.Ordinal);

        var id = host.Stores.Turns.Load(chat.Address).Conversation.Id;
        Assert.Equal(new Replay(Forgotten: 0, Failed: 1), Replay.Check(host, id, Person));
    }

    private static readonly Dictionary<string, string> Person = new() { ["role"] = "penggiat", ["satker"] = "BNNK-19.02" };

    private static async Task<DirectLineChat> JoinedAsync(CorpusHost host)
    {
        var chat = await DirectLineChat.BeginAsync(host);
        await new CorpusPeople(host.Stores).JoinAsync(chat.Address, Person, host.Time.Now);
        return chat;
    }

    private static async Task<IReadOnlyList<JsonNode>> PostAndReadAsync(DirectLineChat chat, string text, string clientId)
    {
        await chat.ReadOnAsync();
        await PostAsync(chat, text, clientId);
        return (await chat.ReadOnAsync())!;
    }

    private static async Task<string> PostAsync(DirectLineChat chat, string text, string clientId)
    {
        using var answer = await chat.PostAsync(new() { ["type"] = "message", ["text"] = text, ["channelData"] = new JsonObject { ["clientActivityID"] = clientId } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }
}
