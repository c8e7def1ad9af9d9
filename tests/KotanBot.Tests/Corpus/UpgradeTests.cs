using System.Globalization;
using System.Text.Json.Nodes;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Storage;
using KotanBot.Tests.DirectLine;
using Microsoft.Data.Sqlite;

namespace KotanBot.Tests.Corpus;

/// <summary>What earlier releases stored (tests/upgrades) is read by this program, and people go on where they were.</summary>
public sealed class UpgradeTests
{
    private static readonly string Root = Path.Combine(RepositoryFiles.Root, "tests", "upgrades");

    private static readonly Lazy<DefinitionSet> Definitions = new(() => DefinitionFiles.Load(ShippedFiles.Dialogs));

    public static TheoryData<string> States =>
        [.. Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(States))]
    public void A_stored_conversation_is_read_loses_nothing_and_goes_on(string name)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, name)))!;
        var version = name[..name.IndexOf('/', StringComparison.Ordinal)];

        var conversation = ConversationJson.Read<Conversation>(file["state"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(file["state"], JsonNode.Parse(ConversationJson.Write(conversation))));

        var result = ConversationEngine.RunTurn(
            WithVersionsOf(version),
            conversation,
            ConversationJson.Read<Facts>(file["facts"]!.ToJsonString()) with { Invitation = new InvitationFacts("K7PM2QXR", InvitationState.Valid, "petugas", null) },
            ConversationJson.Read<Input>(file["input"]!.ToJsonString()),
            DateTimeOffset.Parse(file["at"]!.GetValue<string>(), CultureInfo.InvariantCulture));

        Assert.Equal(file["does"]!.AsArray().Select(d => d!.GetValue<string>()), result.Effects.Select(e => e.GetType().Name));
        Assert.Equal(file["then"]!.GetValue<string>(), result.Conversation.State.ToString());
        var stored = ConversationJson.Write(result.Conversation);
        Assert.Equal(stored, ConversationJson.Write(ConversationJson.Read<Conversation>(stored)));
    }

    [Fact]
    public void Every_kind_of_state_menu_and_question_about_a_question_is_among_them()
    {
        var all = States.Select(s => ConversationJson.Read<Conversation>(JsonNode.Parse(File.ReadAllText(Path.Combine(Root, s.Data)))!["state"]!.ToJsonString())).ToList();

        Assert.Equal(Enum.GetValues<LifecycleState>().Order(), all.Select(c => c.State).Distinct().Order());
        Assert.Empty(typeof(Menu).GetNestedTypes().Except(all.Select(c => c.Menu?.GetType()).OfType<Type>()));
        Assert.Empty(typeof(SubQuestion).GetNestedTypes().Except(all.Select(c => c.Run?.Sub?.GetType()).OfType<Type>()));
        Assert.Empty(typeof(AnswerValue).GetNestedTypes().Except(all.SelectMany(c => c.Sent.Add(c.Run!)).OfType<Run>().SelectMany(r => r.Answers).Select(a => a.Value.GetType())));
    }

    [Fact]
    public async Task A_database_of_the_first_release_is_opened_and_its_conversation_goes_on()
    {
        await using var host = await CorpusHost.StartNewAsync(h => Restore(h, "v1"));
        host.Time.Now = host.Time.Now.AddHours(1);
        var chat = DirectLineChat.Resume(host, Read("v1", "conversation.txt").Trim());

        var history = (await chat.ReadOnAsync())!;
        Assert.Contains(history, a => a["text"]?.GetValue<string>() == "Sepakat membuat edaran");
        Assert.Single(history, a => a["channelData"]?["forgotten"]?.GetValue<bool>() ?? false);
        var sent = Assert.Single(host.Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter(Status: "submitted")));
        Assert.Equal(["tempat", "peserta"], host.Stores.Answers.ReadChanges(Scope.Server, sent.Id).Select(c => c.StepId));
        Assert.Contains(new StepAnswer("tempat", new AnswerValue.Text("Kantor camat")), sent.Answers);
        Assert.Contains(new StepAnswer("dana", new AnswerValue.Skipped("tidak-tahu")), sent.Answers);

        foreach (var text in new[] { "tidak tahu", "Kab. Belitung", "Aula", "masyarakat", "40", "swadaya", "Lancar", "kirim", "/data" })
        {
            using var answer = await chat.PostAsync(new() { ["type"] = "message", ["text"] = text });
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Contains((await chat.ReadOnAsync())!, a => a["text"]!.GetValue<string>().Contains("Nama: Rina", StringComparison.Ordinal));
        Assert.Equal(2, host.Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter("lapor-kegiatan", Status: "submitted")).Count);
        var invited = host.Stores.Facts.Read(host.Stores.Turns.Load(new ChannelAddress("terminal", "new")), new FactsRequest(false, "upgr-ade2"), host.Time.Now);
        Assert.Equal(InvitationState.Valid, invited.Invitation!.State);

        // Not replayed: what a new start was decided by were the definitions of that day, and today's are others.
        var turns = host.Stores.Turns.ReadTurns(host.Stores.Turns.Load(chat.Address).Conversation.Id);
        Assert.Equal(37, turns.Count);
        Assert.Single(turns, t => t.Input is null);
    }

    /// <summary>The data folder as the release left it: tables by its migration, then its rows.</summary>
    private static void Restore(CorpusHost host, string version)
    {
        var folder = DataFolder.Open(host.DataPath);
        File.WriteAllBytes(folder.KeyPath, Convert.FromBase64String(Read(version, "key.base64")));
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.DatabasePath, Pooling = false }.ToString());
        connection.Open();
        Run(connection, File.ReadAllText(Path.Combine(RepositoryFiles.Root, "src", "KotanBot.Storage", "Migrations", "0001_start.sql")));
        Run(connection, "create table migration (number bigint not null primary key, name text not null); insert into migration (number, name) values (1, '0001_start')");
        Run(connection, Read(version, "rows.sql"));
        foreach (var dialog in DialogsOf(version))
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "insert into dialog_version (dialog_id, hash, source) values ($id, $hash, $source)";
            insert.Parameters.AddWithValue("$id", dialog.Dialog.Id);
            insert.Parameters.AddWithValue("$hash", dialog.Dialog.Hash);
            insert.Parameters.AddWithValue("$source", dialog.Text);
            insert.ExecuteNonQuery();
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static DefinitionSet WithVersionsOf(string version) =>
        DialogsOf(version).Where(d => Definitions.Value.Find(d.Dialog.Id, d.Dialog.Hash) is null).Aggregate(BanksOf(version).Aggregate(Definitions.Value, (set, b) => set.With(b)), (set, d) => set.With(d.Dialog));

    private static IEnumerable<BankVersion> BanksOf(string version)
    {
        var folder = Path.Combine(Root, version, "banks");
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml") : [])
            yield return BankVersion.Plain(BankReader.Read(Path.GetFileName(file), File.ReadAllText(file), [], checks: false)!);
    }

    private static IEnumerable<(Dialog Dialog, string Text)> DialogsOf(string version)
    {
        var folder = Path.Combine(Root, version, "dialogs");
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml") : [])
        {
            var issues = new IssueList();
            var text = File.ReadAllText(file);
            yield return (DialogReader.Read(Path.GetFileName(file), text, issues) ?? throw new InvalidOperationException(string.Join('\n', issues)), text);
        }
    }

    private static string Read(string version, string file) => File.ReadAllText(Path.Combine(Root, version, file));
}
