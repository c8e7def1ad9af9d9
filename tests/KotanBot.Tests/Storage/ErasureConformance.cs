using System.Text;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class ErasureConformance : StoreConformance
{
    private const string Name = "Yohanes Perdana Mbuik";
    private const string Lembaga = "Gereja Getsemani Oelunggu";
    private const string Tale = "rumah singgah di belakang pasar Busalangga";
    private const string Draft = "rencana lomba perahu Nemberala";
    private const string Before = "nama panitia lama Ferdinand";
    private const string Address = "6281339000777";

    private static readonly string[] Plaintexts = [Name, Lembaga, Tale, Draft, Before, Address];

    [Fact]
    public async Task Before_the_erasure_no_personal_text_stands_in_the_clear()
    {
        await FillAsync();
        AssertNowhere(Plaintexts);
    }

    [Fact]
    public async Task After_the_erasure_nothing_personal_can_be_found_or_decrypted()
    {
        var (chat, old) = await FillAsync();
        var sealedBefore = SealedTexts();
        Assert.NotEmpty(sealedBefore);
        var addressHash = Column("select address_hash from conversation")[0];
        var wrapped = Column("select wrapped from person_key")[0];
        var photo = await Stores.Attachments.SaveAsync(old.PersonId, "image/jpeg", Encoding.UTF8.GetBytes(Tale), Now);

        var result = await EraseAsync(chat);

        Assert.Equal("Semua sudah dihapus.", result.Outbound[0].Prompt!.Text);
        Assert.Empty(SealedTexts());
        AssertNowhere([.. Plaintexts, .. sealedBefore, addressHash, wrapped, old.PersonId]);
        Assert.Null(Stores.Attachments.Open(photo!));
        Assert.Empty(Directory.EnumerateFiles(Folder.MediaPath));
        Assert.False(Stores.Messages.Exists(chat.Address));
        Assert.Empty(Stores.Messages.ReadAfter(chat.Address, 0, 100));
        Assert.Null(Stores.Turns.LoadById(old.Conversation.Id));
        Assert.Empty(Stores.Turns.ReadTurns(old.Conversation.Id));
        Assert.Null(Stores.Facts.Read(old, new FactsRequest(true, null), Now).Name);

        await ReopenAsync();
        AssertNowhere([.. Plaintexts, .. sealedBefore, addressHash, wrapped, old.PersonId]);
    }

    [Fact]
    public async Task A_sent_report_stays_as_anonymous_options_and_numbers()
    {
        var (chat, _) = await FillAsync();
        await EraseAsync(chat);

        var submission = Assert.Single(Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter()));
        Assert.Equal((null, "BNNK-53.14"), (submission.PersonId, submission.SatkerCode));
        Assert.Equal(
            [new StepAnswer("peserta", new AnswerValue.Number(30)), new StepAnswer("lokasi", new AnswerValue.Place("53.14.03"))],
            submission.Answers);
    }

    [Fact]
    public async Task No_id_leads_from_a_sent_report_back_to_its_conversation()
    {
        var (chat, old) = await FillAsync();
        await chat.SayAsync("ubah", new Effect.ReviseAnswer("sent", "peserta", new AnswerValue.Number(30), new AnswerValue.Number(31)));
        await EraseAsync(chat);

        var submission = Assert.Single(Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter()));
        Assert.NotEqual("sent", submission.Id);
        Assert.Equal(new AnswerValue.Number(31), Stores.Answers.ReadChanges(Scope.Server, submission.Id)[^1].After);
        foreach (var (table, column) in TextColumns().Where(c => c.Column == "submission_id" || (c.Table == "submission" && c.Column == "id")))
            Assert.All(Column($"select \"{column}\" from \"{table}\""), id => Assert.Equal(submission.Id, id));
        Assert.Null(Stores.Turns.LoadById(old.Conversation.Id));
    }

    [Fact]
    public async Task Two_sheets_of_an_erased_person_still_are_one_respondents()
    {
        var (chat, old) = await FillAsync();
        await chat.SayAsync("lembar", Sheet("one", "a"));
        await chat.SayAsync("lembar lagi", Sheet("two", "d"));
        await EraseAsync(chat);

        var scores = Stores.Answers.ReadScores(Scope.Server, "ikp", "BNNK-53.14", Now.AddDays(-1), Now.AddDays(1));

        Assert.Equal(2, scores.Select(s => s.SubmissionId).Distinct().Count());
        Assert.DoesNotContain(old.PersonId, Assert.Single(scores.Select(s => s.Respondent).Distinct()), StringComparison.Ordinal);

        static Effect[] Sheet(string id, string option) =>
            [new Effect.StartSubmission(id, "ikp", "h"), new Effect.RecordAnswer(id, "manusia", new AnswerValue.Choice(option)), new Effect.Submit(id)];
    }

    [Fact]
    public async Task What_a_channel_delivers_again_after_the_erasure_begins_nothing_new()
    {
        var chat = NewChat();
        chat.Now = Now.AddHours(-30);
        var old = chat.Decide(chat.Load(), "nama saya Rina", ["Baik"]);
        await Stores.Turns.CommitAsync(old);
        chat.Now = Now;
        var latest = chat.Decide(chat.Load(), "saya tinggal di Manggar", ["Baik"]);
        await Stores.Turns.CommitAsync(latest);
        await chat.SayAsync("hapus", new Effect.ErasePerson());

        var again = chat.Decide(chat.Load(), "saya tinggal di Manggar", ["Halo"]) with { Inbound = latest.Inbound };
        Assert.Null(Assert.IsType<CommitResult.Duplicate>(await Stores.Turns.CommitAsync(again)).Inbound.Text);
        // Longer than any channel delivers, nothing is remembered of it.
        var tooOld = chat.Decide(chat.Load(), "nama saya Rina", ["Halo"]) with { Inbound = old.Inbound };
        Assert.IsType<CommitResult.Committed>(await Stores.Turns.CommitAsync(tooOld));
    }

    [Fact]
    public async Task The_next_message_starts_anew_but_the_erasing_one_is_not_heard_twice()
    {
        var (chat, old) = await FillAsync();
        var commit = Erasing(chat);
        await Stores.Turns.CommitAsync(commit);

        var redelivered = chat.Decide(chat.Load(), "ya, hapus", []) with { Inbound = commit.Inbound };
        Assert.Null(Assert.IsType<CommitResult.Duplicate>(await Stores.Turns.CommitAsync(redelivered)).Inbound.Text);
        var late = chat.Decide(old, "terlambat", ["x"]);
        Assert.IsType<CommitResult.Conflict>(await Stores.Turns.CommitAsync(late));
        await chat.SayAsync("halo lagi");

        var fresh = chat.Load();
        Assert.NotEqual(old.Conversation.Id, fresh.Conversation.Id);
        Assert.NotEqual(old.PersonId, fresh.PersonId);
        Assert.Equal(2, fresh.Conversation.Ordinal);
    }

    [Fact]
    public async Task The_lembaga_of_an_office_and_its_invitations_stay_and_name_nobody()
    {
        var admin = NewChat();
        await admin.SayAsync("/mulai", new Effect.UseInvitation(await Stores.Invitations.CreateAsync("BNNK-53.14", "admin", 1, 7, Now)));
        var plan = new InvitationPlan("BNNK-53.14", "penggiat", 5, 7) { Lembaga = new PlannedLembaga("SMPN 1 Lobalain", "pendidikan") };
        await admin.SayAsync("buat", new Effect.Office(new OfficeDeed.Invite("DDDD-5555", plan)));
        await NewChat("other").SayAsync("/mulai", new Effect.UseInvitation("DDDD-5555"));
        var (old, person) = (admin.Load(), admin.Load().PersonId);
        Assert.Equal(1, Stores.Facts.Read(old, new FactsRequest(true, null), Now).Held!.Invitations);

        await EraseAsync(admin);

        AssertNowhere([person]);
        Assert.Equal(4, Stores.Invitations.Find("DDDD-5555")!.Uses - Stores.Invitations.Find("DDDD-5555")!.Used);
        Assert.Equal(1, Assert.Single(Stores.Lembagas.List(Scope.Server)).Members);
        Assert.Empty(Stores.Notices.ReadDue(Now.AddHours(1), 10));
        Assert.Equal(3, Column("select id from audit where deed like 'invitation-%' and actor_id is not null").Count);
    }

    [Fact]
    public async Task Other_people_keep_everything()
    {
        var other = NewChat("other");
        await other.SayAsync("halo", new Effect.SaveProfile(ProfileField.Name, "Maria"));
        var (chat, _) = await FillAsync();
        await EraseAsync(chat);

        Assert.Equal("Maria", Stores.Facts.Read(other.Load(), FactsRequest.Usual, Now).Name);
        Assert.Equal("halo", Stores.Messages.ReadAfter(other.Address, 0, 1)[0].Text);
    }

    [Fact]
    public async Task A_text_moved_to_another_row_does_not_open_there()
    {
        var chat = NewChat();
        await chat.SayAsync("satu");
        await chat.SayAsync("dua");
        await Stores.Database.WriteAsync((connection, _) =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "update message set cipher = (select cipher from message where ordinal = 1) where ordinal = 3";
            return command.ExecuteNonQuery();
        });

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Stores.Messages.ReadAfter(chat.Address, 2, 1));
    }

    private async Task<(Chat Chat, LoadedConversation Old)> FillAsync()
    {
        var code = await Stores.Invitations.CreateAsync("BNNK-53.14", "penggiat", 9, 7, Now);
        var chat = NewChat(Address);
        await chat.SayAsync(
            "/mulai " + Name,
            new Effect.UseInvitation(code),
            new Effect.SaveProfile(ProfileField.Name, Name),
            new Effect.SaveProfile(ProfileField.Lembaga, Lembaga),
            new Effect.StartSubmission("sent", "lapor-kegiatan", "h"),
            new Effect.RecordAnswer("sent", "peserta", new AnswerValue.Number(30)),
            new Effect.RecordAnswer("sent", "cerita", new AnswerValue.Text(Before)),
            new Effect.RecordAnswer("sent", "lokasi", new AnswerValue.Place("53.14.03")),
            new Effect.RecordAnswer("sent", "titik", new AnswerValue.Point(-10.7, 123.1)),
            new Effect.Submit("sent"));
        await chat.SayAsync(Tale, new Effect.ReviseAnswer("sent", "cerita", new AnswerValue.Text(Before), new AnswerValue.Text(Tale)));
        await chat.SayAsync(
            Draft,
            new Effect.StartSubmission("draft", "lapor-kegiatan", "h"),
            new Effect.RecordAnswer("draft", "cerita", new AnswerValue.Text(Draft)));
        return (chat, chat.Load());
    }

    private static TurnCommit Erasing(Chat chat)
    {
        var commit = chat.Decide(chat.Load(), "ya, hapus data " + Name, ["Semua sudah dihapus."], new Effect.ErasePerson());
        var closed = commit.Result.Conversation with { State = LifecycleState.Closed };
        return commit with { Result = commit.Result with { Conversation = closed }, Facts = new Facts { Name = Name } };
    }

    private async Task<CommitResult.Committed> EraseAsync(Chat chat) =>
        Assert.IsType<CommitResult.Committed>(await Stores.Turns.CommitAsync(Erasing(chat)));

    /// <summary>Looks through every text column and, as bytes, through every file of the folder.</summary>
    private void AssertNowhere(IReadOnlyCollection<string> texts)
    {
        foreach (var value in AllTexts())
            Assert.All(texts, t => Assert.DoesNotContain(t, value, StringComparison.OrdinalIgnoreCase));
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var content = bytes.ToArray();
            foreach (var text in texts)
                Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0, $"{Path.GetFileName(file)} still holds: {text}");
        }
    }

    private List<string> SealedTexts() => [.. AllTexts().Where(t => t.StartsWith("k1:", StringComparison.Ordinal))];

    private List<string> AllTexts()
    {
        var texts = new List<string>();
        foreach (var (table, column) in TextColumns())
            texts.AddRange(Column($"select \"{column}\" from \"{table}\" where \"{column}\" is not null"));
        return texts;
    }

    /// <summary>Every text column that the database has, from its own catalogue, so that a new column cannot be overlooked.</summary>
    protected abstract IReadOnlyList<(string Table, string Column)> TextColumns();

    protected IReadOnlyList<string> Column(string sql) => Stores.Database.Read(c => c.Query<string>(sql).AsList());
}
