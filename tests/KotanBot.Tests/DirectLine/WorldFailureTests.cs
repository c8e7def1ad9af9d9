using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KotanBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

/// <summary>The database cannot be written for a while: nobody's message is lost or taken for a bad one.</summary>
public sealed class WorldFailureTests : IAsyncDisposable
{
    private readonly WebGateway _gateway = new() { Database = new DatabaseOptions { LockTimeout = TimeSpan.FromMilliseconds(50) } };

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_locked_database_is_answered_with_503_and_the_message_can_be_sent_again()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu", "c1");
        const string again = """{"type":"message","text":"dua","channelData":{"clientActivityID":"c2"}}""";
        await using (var other = new SqliteConnection($"Data Source={_gateway.Services.GetRequiredService<DataFolder>().DatabasePath};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = other.CreateCommand();
            command.CommandText = "begin immediate";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            using var refused = await chat.PostRawAsync(again);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal("ServiceUnavailable", (await refused.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["code"]!.GetValue<string>());
        }

        using var taken = await chat.PostRawAsync(again);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(["satu", "Anda menulis: satu", "dua", "Anda menulis: dua"], await chat.TextsAsync());
        var turns = _gateway.Services.GetRequiredService<TurnStore>();
        Assert.All(turns.ReadTurns(turns.Load(KotanBot.Channels.DirectLine.DirectLineIds.Address(chat.Id)).Conversation.Id), t => Assert.Null(t.Failure));
    }

    [Fact]
    public async Task Answers_do_not_name_the_server_program()
    {
        await _gateway.InitializeAsync();

        using var answer = await _gateway.Client.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task A_failure_of_ours_on_a_direct_line_call_is_told_as_direct_line_tells_it()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu");
        await _gateway.Services.GetRequiredService<Database>().WriteAsync(
            (connection, _) =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "update message set cipher = 'k1:broken'";
                return command.ExecuteNonQuery();
            },
            TestContext.Current.CancellationToken);

        using var answer = await _gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), chat.Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("InternalError", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["code"]!.GetValue<string>());
    }
}
