using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class QuestionnaireConformance : StoreConformance
{
    private static readonly QuestionnaireNeeds Needs = new(["ikotan"], [new ReportSource("lapor-kegiatan", "jenis"), new ReportSource("lapor-kegiatan", "sasaran")]);

    [Fact]
    public async Task Items_asked_in_the_region_are_counted_by_group_but_not_those_of_what_was_cancelled_or_dropped()
    {
        var (maria, yohanes, elsewhere) = (await JoinAsync("a", "BNNK-53.14"), await JoinAsync("b", "BNNK-53.14"), await JoinAsync("c", "BNNK-19.02"));
        await maria.SayAsync("x", Start("m"), Ask("m", "satu"), Ask("m", "dua"));
        await yohanes.SayAsync("x", Start("y"), Ask("y", "satu"), Ask("y", "tiga", "pemda"));
        await elsewhere.SayAsync("x", Start("e"), Ask("e", "satu", region: "19.02"));
        await maria.SayAsync("x", Start("m2"), Ask("m2", "satu"), new Effect.CloseSubmission("m2", SubmissionOutcome.Cancelled));
        await maria.SayAsync("x", Start("m3"), Ask("m3", "satu"), new Effect.DropItems("m3", "butir"));

        var counted = Read(yohanes)!.Exposures;

        Assert.Equal([("keluarga", "dua", 1), ("keluarga", "satu", 2), ("pemda", "tiga", 1)], counted.Select(e => (e.Group, e.Item, e.Count)));
        Assert.Null(yohanes.Load().Conversation.Run);
        Assert.Null(Stores.Facts.Read(yohanes.Load(), FactsRequest.Usual, Now).Questionnaires);
    }

    [Fact]
    public async Task Own_sent_reports_of_the_local_year_are_counted_by_their_options()
    {
        var chat = await JoinAsync("a", "BNNK-53.14");
        var other = await JoinAsync("b", "BNNK-53.14");
        chat.Now = new DateTimeOffset(2025, 12, 31, 15, 30, 0, TimeSpan.Zero); // still 2025 in WITA
        await chat.SayAsync("x", Report("lama", "rapat"));
        chat.Now = new DateTimeOffset(2025, 12, 31, 16, 30, 0, TimeSpan.Zero); // 2026 there
        await chat.SayAsync("x", Report("satu", "tes-urine"));
        chat.Now = Now;
        await chat.SayAsync("x", Report("dua", "tes-urine"));
        await chat.SayAsync("x", [.. Report("tiga", "sosialisasi"), new Effect.RecordAnswer("tiga", "sasaran", new AnswerValue.Choices(["swasta", "pendidikan"]))]);
        await chat.SayAsync("x", Start("draf", "lapor-kegiatan"), new Effect.RecordAnswer("draf", "jenis", new AnswerValue.Choice("media")));
        await chat.SayAsync("x", [.. Report("kosong", "media"), new Effect.RecordAnswer("kosong", "jenis", new AnswerValue.Skipped(SkipReasons.NoRecord))]);
        await other.SayAsync("x", Report("lain", "media"));

        var reports = Read(chat)!.Reports;

        Assert.Equal(
            ["jenis sosialisasi 1", "jenis tes-urine 2", "sasaran swasta+pendidikan 1"],
            reports.Select(r => $"{r.Step} {string.Join('+', r.Options)} {r.Count}"));
    }

    [Fact]
    public async Task Health_tells_help_reasons_and_the_median_of_first_answers()
    {
        var chat = await JoinAsync("a", "BNNK-53.14");
        await chat.SayAsync("x", Start("m"), Ask("m", "satu"), new Effect.NoteHelp("m", "butir.satu"), new Effect.NoteHelp("m", "butir.satu"));
        await chat.SayAsync("x", Answer("m", "satu", "a", 10), Ask("m", "dua"), Answer("m", "dua", null, 4));
        await chat.SayAsync("x", Answer("m", "satu", "b", null));
        await chat.SayAsync("x", Start("n"), Ask("n", "satu"), Answer("n", "satu", "c", 30));
        await chat.SayAsync("x", Start("o"), Ask("o", "satu"));

        var health = Stores.Questionnaires.ReadHealth(Scope.Server, "ikotan", "BNNP-53");

        var (dua, satu) = (health[0], health[1]);
        Assert.Equal(("satu", 3, 2, 2, 20.0), (satu.Item, satu.Asked, satu.Answered, satu.Helps, satu.MedianSeconds!.Value));
        Assert.Equal(("dua", 1, 0, 4.0), (dua.Item, dua.Asked, dua.Answered, dua.MedianSeconds!.Value));
        Assert.Equal([new("tidak-tahu", 1)], dua.Skipped);
        Assert.Empty(Stores.Questionnaires.ReadHealth(Scope.Server, "ikotan", "BNNK-19.02"));
        Assert.Empty(Stores.Questionnaires.ReadHealth(Scope.Server, "ikp", null));
    }

    [Fact]
    public async Task What_another_group_was_asked_first_stays_in_the_health_and_nowhere_else()
    {
        var chat = await JoinAsync("a", "BNNK-53.14");
        await chat.SayAsync("x", Start("m"), Ask("m", "satu"), new Effect.NoteHelp("m", "butir.satu"), Answer("m", "satu", "a", 9));
        await chat.SayAsync("x", new Effect.DropItems("m", "butir"), new Effect.RemoveAnswer("m", "butir.satu"), Ask("m", "satu", "pemda"));
        await chat.SayAsync("x", new Effect.DropItems("m", "butir"), Ask("m", "satu"), Answer("m", "satu", "b", 3), new Effect.Submit("m"));

        var health = Assert.Single(Stores.Questionnaires.ReadHealth(Scope.Server, "ikotan", null));

        Assert.Equal((3, 1, 1, 6.0), (health.Asked, health.Answered, health.Helps, health.MedianSeconds!.Value));
        Assert.Equal("keluarga satu=b", Shown(Assert.Single(Export(new QuestionnaireFilter("ikotan")))));
    }

    [Fact]
    public async Task The_last_that_each_person_sent_is_exported_under_a_name_of_its_own()
    {
        var (maria, yohanes) = (await JoinAsync("a", "BNNK-53.14"), await JoinAsync("b", "BNNK-19.02"));
        await maria.SayAsync("x", Start("m"), Ask("m", "satu"), Answer("m", "satu", "b", 1), Ask("m", "dua"), Answer("m", "dua", null, 1), new Effect.Submit("m"));
        await maria.SayAsync("x", Start("n"), Ask("n", "satu", "pemda"), Answer("n", "satu", "d", 1), new Effect.Submit("n"));
        await yohanes.SayAsync("x", Start("y"), Ask("y", "satu"), Answer("y", "satu", "a", 1));
        yohanes.Now = Now.AddDays(1);
        await yohanes.SayAsync("x", Start("z"), Ask("z", "satu"), Answer("z", "satu", "a", 1), new Effect.Submit("z"));

        var all = Export(new QuestionnaireFilter("ikotan"));

        Assert.Equal(["keluarga satu=a", "pemda satu=d"], all.Select(Shown));
        Assert.Equal(2, all.Select(a => a.Respondent).Distinct().Count());
        Assert.Equal(all.Select(a => a.Respondent), Export(new QuestionnaireFilter("ikotan")).Select(a => a.Respondent));
        Assert.Equal(["pemda satu=d"], Export(new QuestionnaireFilter("ikotan", "BNNP-53")).Select(Shown));
        Assert.Single(Export(new QuestionnaireFilter("ikotan", From: Now.AddDays(1), To: Now.AddDays(2))));
        Assert.Empty(Export(new QuestionnaireFilter("ikp")));
    }

    [Fact]
    public async Task One_without_any_answer_hides_no_earlier_one_and_what_is_left_out_is_counted()
    {
        var chat = await JoinAsync("a", "BNNK-53.14");
        await chat.SayAsync("x", Start("m"), Ask("m", "satu"), Answer("m", "satu", "b", 1), new Effect.Submit("m"));
        await chat.SayAsync("x", Start("n"), Ask("n", "satu"), Answer("n", "satu", "c", 1), new Effect.Submit("n"));
        await chat.SayAsync("x", Start("o"), Ask("o", "satu"), Answer("o", "satu", null, 1), new Effect.Submit("o"));

        Assert.Equal("keluarga satu=c", Shown(Assert.Single(Export(new QuestionnaireFilter("ikotan")))));
        Assert.Equal(new QuestionnairesLeftOut(1, 1), Stores.Questionnaires.ReadAnswers(Scope.Server, new QuestionnaireFilter("ikotan"), _ => { }));
        Assert.Equal(new QuestionnairesLeftOut(0, 0), Stores.Questionnaires.ReadAnswers(Scope.Of("admin", "BNNK-19.02"), new QuestionnaireFilter("ikotan"), _ => Assert.Fail("nothing of another office")));
    }

    [Fact]
    public async Task Full_forms_of_one_version_come_with_group_region_and_the_order_of_asking()
    {
        Effect.AskItem Full(string id, string item, string hash = "h") => Ask(id, item) with { As = AskedAs.Full, BankHash = hash };
        var chat = await JoinAsync("a", "BNNK-53.14");
        await chat.SayAsync("x", Start("m"), Full("m", "satu"), Answer("m", "satu", "b", 1));
        chat.Now = chat.Now.AddMinutes(1);
        await chat.SayAsync("x", Full("m", "dua"), Answer("m", "dua", null, 1), new Effect.Submit("m"));
        var other = await JoinAsync("b", "BNNK-53.14");
        await other.SayAsync("x", Start("n"), Full("n", "satu", "lama"), Answer("n", "satu", "b", 1), new Effect.Submit("n"));
        var third = await JoinAsync("c", "BNNK-53.14");
        await third.SayAsync("x", Start("o"), Ask("o", "satu"), Answer("o", "satu", "b", 1), new Effect.Submit("o"));

        var form = Assert.Single(Stores.Questionnaires.ReadFullForms(Scope.Server, "ikotan", "h"));

        Assert.Equal(("keluarga", "53.14"), (form.Group, form.Region));
        Assert.Equal([("satu", "b"), ("dua", null)], form.Answers);
    }

    [Fact]
    public async Task Items_are_counted_in_every_region_that_may_be_meant()
    {
        var chat = await JoinAsync("a", "BNNK-53.14");
        await chat.SayAsync("x", Start("m"), Ask("m", "satu", region: "19.02"), Ask("m", "dua"));

        var counted = Stores.Facts.Read(chat.Load(), FactsRequest.Usual with { Needs = Needs with { Regions = ["19.02"] } }, Now).Questionnaires!.Exposures;

        Assert.Equal([("19.02", "satu"), ("53.14", "dua")], counted.Select(e => (e.Region, e.Item)).Order());
    }

    [Fact]
    public async Task An_erasure_keeps_the_anonymous_answers_and_drops_what_was_not_sent()
    {
        var chat = await JoinAsync("a", "BNNK-53.14");
        await chat.SayAsync("x", Start("m"), Ask("m", "satu"), Answer("m", "satu", "b", 1), new Effect.Submit("m"));
        await chat.SayAsync("x", Start("n"), Ask("n", "satu"), Answer("n", "satu", "c", 1));
        var before = Assert.Single(Export(new QuestionnaireFilter("ikotan")));

        await chat.SayAsync("hapus", new Effect.ErasePerson());

        var after = Assert.Single(Export(new QuestionnaireFilter("ikotan")));
        Assert.Equal("keluarga satu=b", Shown(after));
        Assert.NotEqual(before.Respondent, after.Respondent);
        Assert.Equal(1, Stores.Database.Read(c => c.ExecuteScalar<int>("select count(*) from questionnaire_item")));
        Assert.Equal(0, Stores.Database.Read(c => c.ExecuteScalar<int>("select count(*) from questionnaire_item where submission_id in ('m', 'n')")));
    }

    [Fact]
    public async Task A_version_of_a_bank_is_kept_with_its_calibration_and_never_changed()
    {
        await Stores.BankVersions.SaveAsync("ikotan", "h1", "lama", null);
        await Stores.BankVersions.SaveAsync("ikotan", "h2", "lama", "parameter");
        await Stores.BankVersions.SaveAsync("ikotan", "h1", "lain", "lain");

        var (first, second) = (Stores.BankVersions.Find("ikotan", "h1")!, Stores.BankVersions.Find("ikotan", "h2")!);
        Assert.Equal(("lama", null, "parameter"), (first.Source, first.Calibration, second.Calibration));
        Assert.Null(Stores.BankVersions.Find("ikp", "h1"));
    }

    private async Task<Chat> JoinAsync(string address, string satker)
    {
        var chat = NewChat(address);
        await chat.SayAsync("kode", new Effect.UseInvitation(await Stores.Invitations.CreateAsync(satker, "respondent", 1, 7, Now)));
        return chat;
    }

    private static Effect.StartSubmission Start(string id, string dialog = "ikotan") => new(id, dialog, "h");

    private static Effect.AskItem Ask(string id, string item, string group = "keluarga", string region = "53.14") =>
        new(id, ItemSteps.IdOf("butir", item), "ikotan", "h", item, "hukum", group, region, AskedAs.Drawn, 0.5);

    private static Effect.RecordAnswer Answer(string id, string item, string? key, double? seconds) =>
        new(id, ItemSteps.IdOf("butir", item), key is null ? new AnswerValue.Skipped(SkipReasons.DoesNotKnow) : new AnswerValue.Choice(key)) { Seconds = seconds };

    private static Effect[] Report(string id, string kind) =>
        [Start(id, "lapor-kegiatan"), new Effect.RecordAnswer(id, "jenis", new AnswerValue.Choice(kind)), new Effect.Submit(id)];

    private QuestionnaireFacts? Read(Chat chat) => Stores.Facts.Read(chat.Load(), FactsRequest.Usual with { Needs = Needs }, Now).Questionnaires;

    private List<QuestionnaireAnswers> Export(QuestionnaireFilter filter)
    {
        var read = new List<QuestionnaireAnswers>();
        Stores.Questionnaires.ReadAnswers(Scope.Server, filter, read.Add);
        return read;
    }

    private static string Shown(QuestionnaireAnswers answers) => $"{answers.Group} {string.Join(' ', answers.Options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value}"))}";
}
