using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class FactsConformance : StoreConformance
{
    [Fact]
    public async Task The_profile_is_what_the_person_said()
    {
        var chat = NewChat();
        await chat.SayAsync(
            "saya",
            new Effect.SaveProfile(ProfileField.Consent, "2026-1"),
            new Effect.SaveProfile(ProfileField.Name, "Maria Ndun"),
            new Effect.SaveProfile(ProfileField.Lembaga, "Karang Taruna"),
            new Effect.SaveProfile(ProfileField.Lingkungan, "masyarakat"),
            new Effect.SaveProfile(ProfileField.Language, "en"));

        var facts = Read(chat, FactsRequest.Usual);
        Assert.Equal(("2026-1", "Maria Ndun", "Karang Taruna", "masyarakat"), (facts.Consent, facts.Name, facts.Lembaga, facts.Lingkungan));
        Assert.Null(facts.Held);
        Assert.Null(facts.Satker);
    }

    [Fact]
    public async Task The_five_newest_submissions_are_recent()
    {
        var chat = NewChat();
        for (var i = 0; i < 7; i++)
        {
            chat.Now = Now.AddMinutes(i);
            await chat.SayAsync("lapor", new Effect.StartSubmission($"s{i}", "lapor-kegiatan", "h"));
        }
        chat.Now = Now.AddMinutes(10);
        await chat.SayAsync("kirim", new Effect.Submit("s0"));

        var recent = Read(chat, FactsRequest.Usual).Recent;
        Assert.Equal(["s0", "s6", "s5", "s4", "s3"], recent.Select(r => r.Id));
        Assert.Equal(new OwnSubmission("s0", "lapor-kegiatan", "submitted", chat.Now), recent[0]);
    }

    [Fact]
    public async Task What_a_turn_leaves_known_is_what_would_be_read()
    {
        var code = await Stores.Invitations.CreateAsync("BNNK-53.14", "penggiat", 1, 7, Now);
        var chat = NewChat();
        Effect[][] turns =
        [
            [],
            [new Effect.SaveProfile(ProfileField.Name, "Maria Ndun")],
            [new Effect.UseInvitation(code)],
            .. Enumerable.Range(1, 6).Select(Effect[] (i) => [new Effect.StartSubmission($"s{i}", "lapor-kegiatan", "h")]),
            [new Effect.RecordAnswer("s4", "judul", new AnswerValue.Text("Penyuluhan"))],
            [new Effect.RemoveAnswer("s5", "judul"), new Effect.Submit("s5")],
            [new Effect.ReviseAnswer("s5", "judul", null, new AnswerValue.Text("Tes urine"))],
            [new Effect.RecordAnswer("s1", "judul", new AnswerValue.Text("Di luar lima terbaru"))],
            [new Effect.Submit("s3"), new Effect.CloseSubmission("s6", SubmissionOutcome.Cancelled)],
            [new Effect.ForgetInput()],
        ];
        foreach (var (i, effects) in turns.Index())
        {
            chat.Now = Now.AddMinutes(i).AddTicks(7);
            await chat.SayAsync("halo", effects);

            var read = Stores.Turns.LoadById(chat.Load().Conversation.Id)!;
            Assert.Equal(ConversationJson.Write(read.Conversation), ConversationJson.Write(chat.Load().Conversation));
            Assert.Equal(ConversationJson.Write(Stores.Facts.Read(read, FactsRequest.Usual, Now)), ConversationJson.Write(Read(chat, FactsRequest.Usual)));
        }
    }

    [Fact]
    public async Task Held_data_is_everything_and_only_of_this_person()
    {
        var (chat, other) = (NewChat("a"), NewChat("b"));
        await other.SayAsync("lapor", new Effect.StartSubmission("o1", "lapor-kegiatan", "h"));
        await chat.SayAsync("ya", new Effect.SaveProfile(ProfileField.Consent, "2026-1"));
        await chat.SayAsync("lapor", new Effect.StartSubmission("s1", "lapor-kegiatan", "h"), new Effect.RecordAnswer("s1", "judul", new AnswerValue.Text("Penyuluhan")));

        var held = Read(chat, new FactsRequest(true, null)).Held!;
        Assert.Equal((Now, 4L, Now), (held.ConsentedAt, held.Messages, held.FirstMessageAt));
        var submission = Assert.Single(held.Submissions);
        Assert.Equal("draft", submission.Status);
        Assert.Equal(new AnswerValue.Text("Penyuluhan"), Assert.Single(submission.Answers).Value);
    }

    [Fact]
    public void A_newcomer_has_no_facts() => Assert.Null(Read(NewChat(), new FactsRequest(false, null)).Role);

    private Facts Read(Chat chat, FactsRequest request) => Stores.Facts.Read(chat.Load(), request, Now);
}
