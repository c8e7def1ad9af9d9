using System.Collections.Immutable;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>An officer who asks many people is not one respondent, and whoever says no leaves nothing.</summary>
public abstract class AssistedConformance : StoreConformance
{
    private const string Office = "BNNK-53.14";

    [Fact]
    public async Task Everybody_whom_an_officer_asked_counts_and_the_officer_counts_once()
    {
        await JoinAsync("rina", Office, Access.Officer);
        foreach (var id in new[] { "o1", "o2", "o3" })
            await AskOtherAsync(id, "a");
        await AskAsync("own1", "b");
        await AskAsync("own2", "c");

        Assert.Equal(4, Exported().Select(a => a.Respondent).Distinct().Count());
        Assert.Equal(["a", "a", "a", "c"], Exported().Select(a => a.Options["satu"]).Order());
        Assert.Equal(4, Assert.Single(Stores.Questionnaires.CountRespondents(Scope.Server, "ikotan", Now.Year)).Respondents);
        Assert.Equal(5, Counted().Sum(c => c.Count));
    }

    [Fact]
    public async Task They_still_count_when_the_officer_is_erased_and_no_id_leads_back()
    {
        await JoinAsync("rina", Office, Access.Officer);
        await AskOtherAsync("o1", "a");
        await AskOtherAsync("o2", "b");
        await AskOtherAsync("draft", "c", send: false);

        await ChatOf("rina").SayAsync("hapus", new Effect.ErasePerson());

        Assert.Equal(["a", "b"], Exported().Select(a => a.Options["satu"]).Order());
        Assert.Equal(2, Exported().Select(a => a.Respondent).Distinct().Count());
        Assert.Equal(0, Count("select count(*) from submission where id in ('o1', 'o2') or respondent in ('o1', 'o2', 'draft') or person_id is not null"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_whoever_does_not_agree_no_row_stays(bool sent)
    {
        await JoinAsync("rina", Office, Access.Officer);
        await AskOtherAsync("o1", "a");
        await AskOtherAsync("o2", "b", sent);
        if (sent)
            await ChatOf("rina").SayAsync("x", new Effect.ReviseAnswer("o2", "setuju", new AnswerValue.Choice("ya"), new AnswerValue.Choice("tidak")));

        await ChatOf("rina").SayAsync("tidak", new Effect.DropSubmission("o2"));

        foreach (var (table, column) in new[] { ("submission", "id"), ("answer", "submission_id"), ("answer_change", "submission_id"), ("questionnaire_item", "submission_id") })
            Assert.Equal(0, Count($"select count(*) from {table} where {column} = 'o2'"));
        Assert.Equal("a", Assert.Single(Exported()).Options["satu"]);
    }

    [Fact]
    public async Task A_report_that_others_looked_over_is_never_dropped()
    {
        await JoinAsync("rina", Office, Access.Officer);
        await ChatOf("rina").SayAsync("x", new Effect.StartSubmission("r", "lapor-kegiatan", "h"), new Effect.RecordAnswer("r", "jenis", new AnswerValue.Choice("rapat")), new Effect.Submit("r") { IsReviewed = true });

        await ChatOf("rina").SayAsync("tidak", new Effect.DropSubmission("r"));

        Assert.Equal(1, Count("select count(*) from answer where submission_id = 'r'"));
    }

    [Fact]
    public async Task What_is_said_in_an_unkept_talk_is_emptied_when_its_time_has_come_and_it_was_delivered()
    {
        var chat = NewChat();
        await SayUnkeptAsync(chat, "Bantuan untuk pulih");
        await chat.SayAsync("terima kasih");
        await Stores.Messages.MarkSentAsync(chat.Load().Conversation.Id, [new SentMark(2, "7")], Now);

        await Stores.Messages.ForgetUnkeptAsync(Now.AddMinutes(59));
        Assert.Contains("Bantuan untuk pulih", Told(chat));
        await Stores.Messages.ForgetUnkeptAsync(Now.AddHours(1));
        Assert.Equal([null, "terima kasih"], Stores.Messages.ReadAfter(chat.Address, 0, 9).Where(m => m.FromPerson).Select(m => m.Text));
        Assert.Equal([null, "Baik: terima kasih"], Told(chat));
    }

    [Fact]
    public async Task What_was_not_delivered_yet_waits_for_its_delivery()
    {
        var chat = NewChat();
        await SayUnkeptAsync(chat, "Bantuan untuk pulih");
        await Stores.Messages.ForgetUnkeptAsync(Now.AddHours(5));

        Assert.Equal("Bantuan untuk pulih", Assert.Single(Stores.Messages.ReadUnsent(9)).Prompt!.Text);
        await Stores.Messages.MarkSentAsync(chat.Load().Conversation.Id, [new SentMark(2, "7")], Now.AddHours(5));
        await Stores.Messages.ForgetUnkeptAsync(Now.AddHours(5));
        Assert.Equal([null], Told(chat));
    }

    [Fact]
    public async Task The_office_of_a_place_without_one_is_the_one_above_it()
    {
        await JoinAsync("rina", Office, Access.Volunteer);

        var serving = Stores.Facts.Read(ChatOf("rina").Load(), FactsRequest.Usual with { Places = ["53.14", "53.01"] }, Now).Serving;

        Assert.Equal([new ServingOffice("53.14", "BNNK Rote Ndao"), new ServingOffice("53.01", "BNNP Nusa Tenggara Timur")], serving);
        Assert.Null(Stores.Facts.Read(ChatOf("rina").Load(), FactsRequest.Usual, Now).Serving);
    }

    private async Task SayUnkeptAsync(Chat chat, string told)
    {
        var commit = chat.Decide(chat.Load(), "anak saya", [told], new Effect.ForgetInput());
        var effects = commit.Result.Effects.Select(e => e is Effect.Say say ? say with { Unkept = true } : e);
        await Stores.Turns.CommitAsync(commit with { Result = commit.Result with { Effects = [.. effects] } });
    }

    private List<string?> Told(Chat chat) => [.. Stores.Messages.ReadAfter(chat.Address, 0, 9).Where(m => !m.FromPerson).Select(m => m.Prompt?.Text)];

    private Task AskOtherAsync(string id, string option, bool send = true) => SendAsync(new Effect.StartSubmission(id, "pengumpulan-ikotan", "h") { FromOther = true }, option, send);

    private Task AskAsync(string id, string option) => SendAsync(new Effect.StartSubmission(id, "ikotan", "h"), option, send: true);

    private async Task SendAsync(Effect.StartSubmission start, string option, bool send)
    {
        var (id, step) = (start.SubmissionId, ItemSteps.IdOf("butir", "satu"));
        ChatOf("rina").Now = ChatOf("rina").Now.AddMinutes(1);
        Effect[] effects =
        [
            start,
            new Effect.RecordAnswer(id, "setuju", new AnswerValue.Choice("ya")),
            new Effect.AskItem(id, step, "ikotan", "h", "satu", "hukum", "keluarga", "53.14", AskedAs.Drawn, 0.5),
            new Effect.RecordAnswer(id, step, new AnswerValue.Choice(option)),
        ];
        await ChatOf("rina").SayAsync("x", send ? [.. effects, new Effect.Submit(id)] : effects);
    }

    private List<QuestionnaireAnswers> Exported()
    {
        var all = new List<QuestionnaireAnswers>();
        Stores.Questionnaires.ReadAnswers(Scope.Server, new QuestionnaireFilter("ikotan"), all.Add);
        return all;
    }

    /// <summary>Items that the region was asked so far, as the next questionnaire is told.</summary>
    private ImmutableArray<ItemExposure> Counted() =>
        Stores.Facts.Read(ChatOf("rina").Load(), FactsRequest.Usual with { Needs = new QuestionnaireNeeds(["ikotan"], []) }, Now).Questionnaires!.Exposures;

    private long Count(string sql) => Stores.Database.Read(c => c.ExecuteScalar<long>(sql));
}
