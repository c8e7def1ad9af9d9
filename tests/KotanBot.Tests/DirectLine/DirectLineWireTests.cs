using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.DirectLine;

public sealed class DirectLineWireTests
{
    private const string Conversation = "Kp2vXq8mT3uW5yZ7aB1cDe";

    public static TheoryData<string> ReadFixtures => Fixtures("read");

    public static TheoryData<string> WriteFixtures => Fixtures("write");

    [Theory]
    [MemberData(nameof(ReadFixtures))]
    public void Reads_an_activity_as_its_fixture_says(string name)
    {
        var fixture = Load("read", name);
        var expect = fixture["expect"]!;
        var json = Encoding.UTF8.GetBytes(fixture["activity"]?.ToJsonString() ?? "null");

        var reading = DirectLineWire.Read(json, Conversation, "fallback");

        if (expect["malformed"] is not null)
        {
            Assert.NotEmpty(Assert.IsType<DirectLineReading.Malformed>(reading).Why);
            return;
        }

        if (expect["ignored"] is { } ignored)
        {
            Assert.Equal(ignored.GetValue<string>(), Assert.IsType<DirectLineReading.Ignored>(reading).Type);
            return;
        }

        if (expect["end"] is { } end)
        {
            Assert.Equal(end.GetValue<string>(), Assert.IsType<DirectLineReading.End>(reading).ClientId);
            return;
        }

        var inbound = Assert.IsType<DirectLineReading.Message>(reading).Inbound;
        Assert.Equal(DirectLineIds.Address(Conversation), inbound.From);
        Assert.Equal(ConversationJson.Read<Input>(expect["input"]!.ToJsonString()), inbound.Input);
        Assert.Equal(expect["shown"]!.GetValue<string>(), inbound.Shown);
        Assert.Equal(expect["clientActivityID"]?.GetValue<string>(), DirectLineIds.ClientActivityId(Conversation, inbound.Key));
        if (expect["clientActivityID"] is null)
            Assert.Equal("fallback", inbound.Key);
    }

    [Theory]
    [MemberData(nameof(WriteFixtures))]
    public void Writes_a_message_as_its_fixture_says(string name)
    {
        var fixture = Load("write", name);

        var written = DirectLineWire.Write(Message(fixture["message"]!), "dl_1");

        Assert.True(JsonNode.DeepEquals(fixture["activity"], JsonNode.Parse(written)), written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("""{"type":"message","text":"\ud83d"}""")]
    [InlineData("""{"type":"\ud83d"}""")]
    [InlineData("""{"type":"message","text":"a"}{"type":"message"}""")]
    public void Calls_what_is_no_json_malformed(string body) =>
        Assert.IsType<DirectLineReading.Malformed>(DirectLineWire.Read(Encoding.UTF8.GetBytes(body), Conversation, "fallback"));

    [Fact]
    public void Calls_json_nested_without_end_malformed() =>
        Assert.IsType<DirectLineReading.Malformed>(DirectLineWire.Read(Encoding.UTF8.GetBytes(new string('[', 10_000)), Conversation, "fallback"));

    [Fact]
    public void Calls_bytes_that_are_no_text_malformed() =>
        Assert.IsType<DirectLineReading.Malformed>(DirectLineWire.Read(new byte[] { 0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D }, Conversation, "fallback"));

    [Fact]
    public void Reads_back_every_button_it_writes()
    {
        var message = Bot(7, 3, new Prompt("Yang mana?") { Kind = PromptKind.Question, Choices = [new PromptChoice("a\"b", "A & \"B\"")] });
        var action = JsonNode.Parse(DirectLineWire.Write(message, "dl_1"))!["suggestedActions"]!["actions"]![0]!;
        var pressed = new JsonObject { ["type"] = "message", ["text"] = action["text"]!.DeepClone(), ["value"] = action["value"]!.DeepClone() };

        var reading = DirectLineWire.Read(Encoding.UTF8.GetBytes(pressed.ToJsonString()), Conversation, "fallback");

        var inbound = Assert.IsType<DirectLineReading.Message>(reading).Inbound;
        Assert.Equal(new Input.Press(3, 7, "a\"b"), inbound.Input);
        Assert.Equal("A & \"B\"", inbound.Shown);
    }

    [Fact]
    public void Marks_a_set_with_its_last_ordinal_and_an_empty_one_with_where_it_began()
    {
        var set = JsonNode.Parse(DirectLineWire.WriteSet([Bot(8, 3, new Prompt("a")), Bot(9, 3, new Prompt("b"))], 7, "dl_1"))!;
        Assert.Equal("9", set["watermark"]!.GetValue<string>());
        Assert.Equal(2, set["activities"]!.AsArray().Count);
        Assert.Equal("7", JsonNode.Parse(DirectLineWire.WriteSet([], 7, "dl_1"))!["watermark"]!.GetValue<string>());
    }

    [Fact]
    public void Keys_of_the_same_client_id_differ_between_conversations() =>
        Assert.NotEqual(DirectLineIds.KeyOf("one", "a1"), DirectLineIds.KeyOf("two", "a1"));

    [Theory]
    [InlineData(null, true, 0)]
    [InlineData("", true, 0)]
    [InlineData("-", true, 0)]
    [InlineData("12", true, 12)]
    [InlineData("-1", false, 0)]
    [InlineData("1.5", false, 0)]
    [InlineData("99999999999999999999", false, 0)]
    [InlineData("x", false, 0)]
    public void Takes_only_watermarks_that_the_log_could_have_given(string? text, bool good, long ordinal)
    {
        Assert.Equal(good, DirectLineIds.TryReadWatermark(text, out var read));
        Assert.Equal(ordinal, read);
    }

    private static StoredMessage Bot(long ordinal, long turn, Prompt prompt) =>
        new("stored-id", DirectLineIds.Address(Conversation), ordinal, turn, FromPerson: false, DateTimeOffset.UnixEpoch, prompt, null, null);

    private static StoredMessage Message(JsonNode node) => new(
        "stored-id",
        DirectLineIds.Address(node["conversation"]!.GetValue<string>()),
        node["ordinal"]!.GetValue<long>(),
        node["turn"]!.GetValue<long>(),
        node["fromPerson"]?.GetValue<bool>() ?? false,
        DateTimeOffset.Parse(node["at"]!.GetValue<string>(), CultureInfo.InvariantCulture),
        node["prompt"] is { } prompt ? ConversationJson.Read<Prompt>(prompt.ToJsonString()) : null,
        node["text"]?.GetValue<string>(),
        node["clientActivityID"] is { } id ? DirectLineIds.KeyOf(Conversation, id.GetValue<string>()) : null);

    private static JsonNode Load(string folder, string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Wire(folder), name + ".json")), documentOptions: new JsonDocumentOptions())!;

    private static TheoryData<string> Fixtures(string folder) =>
        [.. Directory.EnumerateFiles(RepositoryFiles.Wire(folder), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
}
