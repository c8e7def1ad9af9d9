using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.DirectLine;

public sealed class LeanWireTests
{
    private const string Conversation = "Kp2vXq8mT3uW5yZ7aB1cDe";

    [Theory]
    [InlineData("""{"i":"x1","t":"45"}""", "45", "45")]
    [InlineData("""{"t":45}""", "45", "45")]
    [InlineData("""{"t":"a\u0001b"}""", "ab", "ab")]
    [InlineData("""{"t":""}""", "", "")]
    [InlineData("""{"t":"\u0001"}""", "\u0001", "")]
    [InlineData("""{"t":"<b>\n🙂","j":1}""", "<b>\n🙂", "<b>\n🙂")]
    [InlineData("""{"t":"Kirim","k":"kirim"}""", "Kirim", "Kirim")]
    [InlineData("""{"t":"Kirim","k":"kirim","p":[3]}""", "Kirim", "Kirim")]
    [InlineData("""{"t":"Kirim","k":"kirim","p":[3.5,6]}""", "Kirim", "Kirim")]
    [InlineData("""{"t":"di sini","g":[91,0]}""", "di sini", "di sini")]
    [InlineData("""{"t":"di sini","g":["1","2"]}""", "di sini", "di sini")]
    [InlineData("""{"t":"x","was":{"kommt":[1]}}""", "x", "x")]
    public void Reads_typed_text(string json, string text, string shown) => Reads(json, new Input.Text(text), shown);

    [Fact]
    public void Reads_a_press_a_place_and_a_join()
    {
        Reads("""{"i":"x2","t":"Kirim","k":"kirim","p":[3,6]}""", new Input.Press(3, 6, "kirim"), "Kirim");
        Reads("""{"k":"/batal","p":[3,6]}""", new Input.Press(3, 6, "/batal"), "/batal");
        Reads("""{"g":[-6.2,106.816666]}""", new Input.Place(-6.2, 106.816666), "📍 -6.2, 106.81667");
        Reads("""{"j":1}""", new Input.Joined(), "");
        Reads("""{"j":true}""", new Input.Joined(), "");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("[[]]")]
    [InlineData("{}")]
    [InlineData("""{"i":"x1"}""")]
    [InlineData("""{"i":"x1","j":0}""")]
    [InlineData("""{"i":"x1","j":"1"}""")]
    [InlineData("""{"i":"x1","t":{}}""")]
    [InlineData("""{"i":"x1","t":null}""")]
    [InlineData("""{"i":"x1","t":"\ud83d"}""")]
    [InlineData("""{"i":"\ud83d","t":"a"}""")]
    [InlineData("""{"i":"x1","t":"a"}{"t":"b"}""")]
    public void Calls_what_is_no_answer_malformed(string json) =>
        Assert.IsType<DirectLineReading.Malformed>(Assert.Single(Read(json)));

    [Fact]
    public void Names_the_answer_that_it_cannot_read()
    {
        Assert.Equal("x1", Assert.Single(Read("""{"i":"x1","t":[]}""")).ClientId);
        Assert.IsType<DirectLineReading.Malformed>(Assert.Single(Read($$"""{"i":"{{new string('x', 201)}}","t":"a"}""")));
    }

    [Fact]
    public void Reads_arrays_in_order_up_to_a_number()
    {
        var readings = Read("""[{"i":"a","t":"1"},{"i":"b"},{"i":"c","t":"3"}]""");
        Assert.Equal(["a", "b", "c"], readings.Select(r => r.ClientId));
        Assert.IsType<DirectLineReading.Malformed>(readings[1]);
        string Many(int count) => "[" + string.Join(',', Enumerable.Repeat("""{"j":1}""", count)) + "]";
        Assert.Equal(LeanWire.MostAtOnce, Read(Many(LeanWire.MostAtOnce)).Length);
        Assert.IsType<DirectLineReading.Malformed>(Assert.Single(Read(Many(LeanWire.MostAtOnce + 1))));
    }

    [Fact]
    public void Keys_an_answer_by_its_conversation_and_id_or_by_chance()
    {
        Assert.Equal(DirectLineIds.KeyOf(Conversation, "x1"), Inbound("""{"i":"x1","t":"a"}""").Key);
        Assert.Equal(DirectLineIds.KeyOf(Conversation, "7"), Inbound("""{"i":7,"t":"a"}""").Key);
        Assert.Equal("by chance", Inbound("""{"i":"","t":"a"}""").Key);
    }

    [Fact]
    public void Survives_whatever_bytes_come()
    {
        var random = new Random(20261122);
        const string alphabet = "{}[]\":,\\uitkpgj01e-. \u0001é🙂";
        for (var i = 0; i < 3000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            Assert.NotEmpty(Read(text));
        }
    }

    [Fact]
    public void Writes_a_question_in_few_bytes()
    {
        var prompt = new Prompt("Yang mana?")
        {
            Kind = PromptKind.Question,
            Expects = Expectation.Number,
            Help = true,
            Many = true,
            Language = "en",
            Choices = [new PromptChoice("a", "Sosialisasi \"tatap muka\" di sekolah 🏫"), new PromptChoice("/batal", "Batal")],
        };
        Assert.Equal(
            """{"m":[{"n":6,"t":"Yang mana?","q":1,"e":"number","h":1,"x":1,"l":"en","v":3,"c":[["a","Sosialisasi \"tatap muka\" di sekolah 🏫"],["/batal","Batal"]]}],"w":6}""",
            Write(new LeanSet { Messages = [Bot(6, 3, prompt)], Watermark = 6 }));
        Assert.Equal("""{"m":[{"n":6,"t":"Baik."}]}""", Write(new LeanSet { Messages = [Bot(6, 3, new Prompt("Baik.") { Language = "id" })] }));
    }

    [Fact]
    public void Writes_what_the_person_said_forgot_and_did()
    {
        Assert.Equal("""{"m":[{"n":5,"u":1,"t":"45","i":"x1"}]}""", Write(new LeanSet { Messages = [Person(5, "45", "x1")] }));
        Assert.Equal("""{"m":[{"n":5,"u":1,"f":1}]}""", Write(new LeanSet { Messages = [Person(5, null, null)] }));
        Assert.Equal("""{"m":[{"n":1,"u":1,"i":"x0"}]}""", Write(new LeanSet { Messages = [Person(1, "", "x0")] }));
    }

    [Fact]
    public void Writes_signs_and_replies()
    {
        Assert.Equal("{}", Write(new LeanSet()));
        Assert.Equal("""{"a":[["x1",5],["",7]],"y":1,"end":1}""", Write(new LeanSet { Acknowledged = [new("x1", 5), new(null, 7)], Typing = true, Ended = true }));
        Assert.Equal("""{"no":{"i":"x1","s":429,"m":"Tunggu \"sebentar\".","after":5}}""", Write(new LeanSet { Refused = new("x1", 429, "Tunggu \"sebentar\".", 5) }));
        Assert.Equal("""{"r":"a.b.c"}""", Write(new LeanSet { Resume = "a.b.c" }));
    }

    [Fact]
    public void Any_text_comes_out_as_it_went_in()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 2000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x80 : 0x10000))]);
            var written = JsonNode.Parse(Write(new LeanSet { Messages = [Person(1, text, "x1")] }))!;
            // What is no Unicode cannot be sent as it is.
            var whole = string.Concat(text.EnumerateRunes());
            Assert.Equal(whole, written["m"]![0]!["t"]!.GetValue<string>());
        }
    }

    private static void Reads(string json, Input input, string shown)
    {
        var inbound = Inbound(json);
        Assert.Equal(input, inbound.Input);
        Assert.Equal(shown, inbound.Shown);
        Assert.Equal(DirectLineIds.Address(Conversation), inbound.From);
    }

    private static InboundMessage Inbound(string json) => Assert.IsType<DirectLineReading.Message>(Assert.Single(Read(json))).Inbound;

    private static ImmutableArray<DirectLineReading> Read(string json) => LeanWire.Read(Encoding.UTF8.GetBytes(json), Conversation, () => "by chance");

    private static string Write(LeanSet set) => Encoding.UTF8.GetString(LeanWire.Write(set));

    [Fact]
    public void A_file_of_the_bot_is_named_and_not_loaded()
    {
        Assert.Equal(
            """{"m":[{"n":6,"t":"Ringkasan","d":["Gambar (30 kB)"]}]}""",
            Write(new LeanSet { Messages = [Bot(6, 3, new Prompt("Ringkasan") { Attached = new PromptAttachment("x|1", "Gambar (30 kB)", "a.png", IsPicture: true) })] }));
        Assert.Equal(
            """{"m":[{"n":6,"t":"Tabel","d":["Tabel (10 kB)","a.xlsx"]}]}""",
            Write(new LeanSet { Messages = [Bot(6, 3, new Prompt("Tabel") { Attached = new PromptAttachment("x|1", "Tabel (10 kB)", "a.xlsx", IsPicture: false) })] }));
    }

    private static StoredMessage Bot(long ordinal, long turn, Prompt prompt) =>
        new("stored-id", DirectLineIds.Address(Conversation), ordinal, turn, FromPerson: false, DateTimeOffset.UnixEpoch, prompt, null, null);

    private static StoredMessage Person(long ordinal, string? text, string? id) =>
        new("stored-id", DirectLineIds.Address(Conversation), ordinal, 1, FromPerson: true, DateTimeOffset.UnixEpoch, null, text, id is null ? null : DirectLineIds.KeyOf(Conversation, id));
}
