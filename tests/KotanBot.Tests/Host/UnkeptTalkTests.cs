using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Host;

/// <summary>That somebody can ask for help and nobody who holds the database and its keys learns what for.</summary>
public sealed class UnkeptTalkTests
{
    /// <summary>What was typed, and whatever the bot could have said only because of it.</summary>
    private static readonly string[] Traces =
    [
        "rehab", "pulih", "surat", "skhpn", "asesmen", "penyuluhan", "anak saya", "sabu", "berapa lama", "kambuh", "kupang", "53.71", "53.01", "nusa tenggara", "BNNP",
        "klinik", "konseling", "rawat", "penyidik", "urine",
    ];

    private static readonly string[] Talk =
    [
        "saya kambuh sabu", "anak saya", "kupang", "2", "berapa lama ya", "sabu", "/layanan", "surat", "perbaiki", "Surat bebas narkoba", "batal",
        "/layanan", "asesmen", "Kota Kupang", "/layanan", "penyuluhan", "nanti dulu", "/layanan", "rehabilitasi",
    ];

    [Theory]
    [InlineData(null)]
    [InlineData("respondent")]
    public async Task Nothing_of_what_was_chosen_or_typed_can_be_found(string? role)
    {
        await using var stage = await TurnStage.OpenAsync();
        if (role is not null)
            await JoinAsync(stage, role);
        var before = Everything(stage);
        var number = 0;
        foreach (var words in Talk.Prepend(role is null ? "rehab" : "/layanan"))
            await stage.SayAsync($"talk-{number++}", words);
        // The last one is left open; it ends by itself.
        stage.Clock.Now = stage.Clock.Now.AddHours(2);
        await stage.Runner.WakeAsync(stage.Stores.Turns.Load(TurnStage.Ani).Conversation.Id, CancellationToken.None);
        await stage.Stores.Messages.ForgetUnkeptAsync(stage.Clock.Now);

        Assert.DoesNotContain(stage.Stores.Turns.Load(TurnStage.Ani).Conversation.Runs, r => r.DialogId == "layanan");
        var traces = Everything(stage).Except(before).SelectMany(text => Traces.Where(t => text.Contains(t, StringComparison.OrdinalIgnoreCase)).Select(t => $"{t}: {text}"));
        Assert.Equal("", string.Join('\n', traces));
        Assert.Equal(Talk.Length + 1, stage.Stores.Turns.ReadTurns(stage.Stores.Turns.Load(TurnStage.Ani).Conversation.Id).Count(t => t.Input is null));
    }

    [Fact]
    public async Task A_button_of_such_a_talk_that_is_pressed_the_next_day_tells_nothing_either()
    {
        await using var stage = await TurnStage.OpenAsync();
        await JoinAsync(stage, "respondent");
        await stage.SayAsync("1", "/layanan");
        var question = stage.Stores.Messages.ReadAfter(TurnStage.Ani, 0, 100)[^1];
        await stage.SayAsync("2", "batal");
        stage.Clock.Now = stage.Clock.Now.AddDays(1);

        await stage.Runner.HandleAsync(TurnStage.Message("3", "Bantuan untuk pulih") with { Input = new Input.Press(question.Turn, question.Ordinal, "pulih") }, CancellationToken.None);

        await stage.Stores.Messages.ForgetUnkeptAsync(stage.Clock.Now);
        Assert.Equal("", string.Join('\n', Everything(stage).Where(t => t.Contains("pulih", StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>Every text column of every table as it stands, and all that is sealed as whoever has the keys reads it. What ships as a definition is nobody's choice.</summary>
    private static List<string> Everything(TurnStage stage)
    {
        const string columnsSql = """
            select t.name || '|' || c.name from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table' and t.name not in ('region', 'satker', 'satker_area', 'dialog_version', 'bank_version', 'setting', 'index_version')
            """;
        var texts = new List<string>();
        foreach (var column in stage.Column(columnsSql).Select(c => c.Split('|')))
            texts.AddRange(stage.Column($"select cast(\"{column[1]}\" as text) from \"{column[0]}\" where \"{column[1]}\" is not null").Where(t => !t.StartsWith("k1:", StringComparison.Ordinal)));
        var loaded = stage.Stores.Turns.Load(TurnStage.Ani);
        texts.Add(ConversationJson.Write(loaded.Conversation));
        texts.Add(ConversationJson.Write(stage.Stores.Facts.Read(loaded, new FactsRequest(true, null), stage.Clock.Now) with { Held = null }));
        texts.AddRange(stage.Stores.Messages.ReadAfter(TurnStage.Ani, 0, 1000).Select(m => ConversationJson.Write(m)));
        texts.AddRange(stage.Stores.Turns.ReadTurns(loaded.Conversation.Id).Select(t => ConversationJson.Write(t)));
        return texts;
    }

    private static async Task JoinAsync(TurnStage stage, string role)
    {
        await stage.SayAsync("halo", "/bantuan");
        var code = await stage.Stores.Invitations.CreateAsync("BNNK-19.02", role, 1, 7, stage.Clock.Now);
        await stage.SayAsync("kode", $"/mulai {code}");
        await stage.SayAsync("ya", "setuju");
    }
}
