using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Tests.Storage;

/// <summary>That the reports of several forms count in one week, each once.</summary>
public abstract partial class SummaryConformance
{
    /// <summary>A dialog's `peserta` counts where the week names it: the form of urine tests tells `dites` alone.</summary>
    [Fact]
    public async Task Several_forms_count_side_by_side_by_kind_people_money_and_obstacle()
    {
        await JoinAsync("budi", Access.Admin);
        var ani = await JoinAsync("ani", Access.Officer);
        var at = Monday.AddDays(-2);
        await SendAsync(ani, "r1", at, "lapor", ("jenis", new AnswerValue.Choice("tes-urine")), ("peserta", new AnswerValue.Number(24)), ("dana", new AnswerValue.Choice("swadaya")));
        await SendAsync(ani, "r2", at, "urine", ("dites", new AnswerValue.Number(40)), ("peserta", new AnswerValue.Number(7)), ("dana", new AnswerValue.Choice("dipa")), ("kendala", new AnswerValue.Choices(["anggaran", "sarana"])));
        await SendAsync(ani, "r3", at, "urine", ("dites", new AnswerValue.Number(1)), ("kendala", new AnswerValue.Choices(["anggaran"])));
        await SendAsync(ani, "r4", at, "urine", ("dites", new AnswerValue.Number(2)), ("kendala", new AnswerValue.Choices(["tidak-ada"])));
        await SendAsync(ani, "r5", at, "urine", ("dites", new AnswerValue.Number(500)), ("kendala", new AnswerValue.Choices(["sarana"])));
        await SendAsync(ani, "r6", at, "lain", ("peserta", new AnswerValue.Number(900)));
        await ReviewAsync("r5", "rejected");

        await RoundAsync(Monday);

        var facts = Find("2026-W48").Content.Facts;
        Assert.Equal((4, 67m, 1), (facts.Reports, facts.People, facts.Rejected));
        Assert.Equal([new KeyCount("tes-urine", 4)], facts.Kinds);
        Assert.Equal([new KeyCount("dipa", 1), new KeyCount("swadaya", 1)], facts.Funding);
        Assert.Equal([new KeyCount("anggaran", 2), new KeyCount("sarana", 1)], facts.Obstacles);
        Assert.Equal(4, facts.Offices.Sum(o => o.Reports));
    }

    /// <summary>As it was written before reports were asked for obstacles.</summary>
    [Fact]
    public async Task A_summary_that_was_kept_before_there_were_obstacles_is_still_read()
    {
        await JoinAsync("budi", Access.Admin);
        await ReportAsync(await JoinAsync("rina"), "r1", Monday.AddDays(-2), 45);
        await RoundAsync(Monday);
        await Stores.Database.WriteAsync((c, t) => c.Execute("update summary set content = replace(content, '\"obstacles\":[],', '')", null, t));
        Assert.DoesNotContain("obstacles", Stores.Database.Read(c => c.ExecuteScalar<string>("select content from summary where satker_code = 'BNNK-19.02' and week = '2026-W48'")), StringComparison.Ordinal);

        var facts = Find("2026-W48").Content.Facts;

        Assert.Equal((1, 45m), (facts.Reports, facts.People));
        Assert.Empty(facts.Obstacles);
    }

    private static async Task SendAsync(Chat chat, string id, DateTimeOffset at, string dialog, params (string Step, AnswerValue Value)[] answers)
    {
        chat.Now = at;
        await chat.SayAsync("kirim", [new Effect.StartSubmission(id, dialog, "1"), .. answers.Select(a => new Effect.RecordAnswer(id, a.Step, a.Value)), new Effect.Submit(id) { Reports = true }]);
    }
}
