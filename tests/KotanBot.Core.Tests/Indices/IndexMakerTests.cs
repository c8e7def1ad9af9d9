using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Tests.Indices;

public sealed class IndexMakerTests
{
    private static readonly IndexPlan Plan = IndexPlan.Of(ShippedDefinitions.Set);
    private static readonly QuestionnaireIndex Ikotan = Plan.Questionnaires.Single(q => q.Definition.Code == "IKOTAN");
    private static readonly SheetIndex Ikp = Plan.Sheets.Single(s => s.Definition.Code == "IKP");
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_answers_give_the_same_reading_to_the_last_digit_in_any_order_and_under_any_names(int seed)
    {
        var random = new Random(seed);
        List<IndexSheet> sheets = [.. Enumerable.Range(0, 60).Select(_ => Answer(random, random.Next(3, 7)))];
        var (reading, working) = OfIkotan(sheets);
        IndexSheet[] shuffled = [.. sheets.Select(s => s with { Name = random.Next().ToString(CultureInfo.InvariantCulture), Answers = [.. s.Answers.OrderBy(_ => random.Next())] })];
        random.Shuffle(shuffled);

        var again = OfIkotan(shuffled);

        Assert.NotNull(reading.Interval);
        Assert.Equal(ConversationJson.Write(reading), ConversationJson.Write(again.Reading));
        Assert.Equal(ConversationJson.Write(working), ConversationJson.Write(again.Working));
        Assert.Equal(ConversationJson.Write(reading), ConversationJson.Write(ConversationJson.Read<IndexReading>(ConversationJson.Write(reading))));
        Assert.Equal(ConversationJson.Write(working), ConversationJson.Write(ConversationJson.Read<IndexReadingWorking>(ConversationJson.Write(working))));
        shuffled[7] = shuffled[7] with { Answers = [.. shuffled[7].Answers.Select((a, i) => i == 0 ? a with { Option = a.Option == "a" ? "b" : "a" } : a)] };
        Assert.NotEqual(reading.Inputs.Digest, OfIkotan(shuffled).Reading.Inputs.Digest);
    }

    [Fact]
    public void Groups_count_by_their_weight_and_never_by_their_heads()
    {
        List<IndexSheet> sheets = [];
        foreach (var group in Ikotan.Bank.Bank.Groups)
            for (var i = 0; i < (group.Id == "kejaksaan" ? 40 : 2); i++)
                sheets.Add(Full(group.Id, group.Id == "kejaksaan" ? 3 : 1));

        var (reading, working) = OfIkotan(sheets);

        // Families alone speak for one of five variables; the prosecutors are one of the groups of each of the others that they answer.
        var others = Ikotan.Definition.Variables.Skip(1).Select(v => Ikotan.Bank.Bank.Groups.Where(g => Ikotan.Bank.Bank.Items.Any(i => i.Variable == v.Id && i.Groups.Contains(g.Id))).Select(g => g.Id == "kejaksaan" ? 4m : 2m).Average());
        Assert.Equal(IndexRounding.Apply((2m + others.Sum()) / 5, 3), reading.Value);
        Assert.Equal(0m, reading.StandardError);
        Assert.Equal(new IndexInterval(reading.Value!.Value, reading.Value.Value), reading.Interval);
        Assert.True(reading.IsProvisional);
        Assert.Contains(working.Stages, s => s is { Stage: "group", Id: "kejaksaan/hukum", Value: 4m });
        Assert.Equal(reading.Value, working.Stages.Single(s => s.Stage == "index").Value);
    }

    [Fact]
    public void An_answer_counts_for_as_many_as_its_draw_left_out_and_one_that_was_chosen_for_none()
    {
        var item = Ikotan.Bank.Bank.Items.First(i => i.Groups.Contains("keluarga"));
        IndexSheet Of(string option, decimal? weight) => new("keluarga", [new IndexAnswer(item.Id, option, null, weight)]);

        var (_, working) = OfIkotan([Of("a", 4), Of("d", 1), Of("d", null)]);

        Assert.Equal(new IndexCell("keluarga", item.Id, 2, 5, 1.6m), Assert.Single(working.Cells));
    }

    [Fact]
    public void The_standard_error_holds_sampling_and_shortening_together()
    {
        var random = new Random(7);
        var (values, errors) = (new List<double>(), new List<double>());
        for (var survey = 0; survey < 60; survey++)
        {
            var (reading, _) = OfIkotan([.. Ikotan.Bank.Bank.Groups.SelectMany(g => Enumerable.Range(0, 12).Select(_ => Answer(random, 4, g.Id)))]);
            values.Add((double)reading.Value!.Value);
            errors.Add((double)reading.StandardError!.Value);
        }

        var spread = Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Count - 1));
        Assert.InRange(errors.Average() / spread, 0.8, 1.3);
    }

    [Fact]
    public void Few_people_an_unanswered_variable_and_unknown_groups_give_a_reason_instead_of_a_value()
    {
        var few = OfIkotan([.. Enumerable.Range(0, 3).Select(_ => Full("keluarga", 2))]).Reading;
        var families = OfIkotan([.. Enumerable.Range(0, 12).Select(_ => Full("keluarga", 2))]).Reading;
        var nobody = OfIkotan([new IndexSheet("hantu", [new IndexAnswer("x", "a", null)])]).Reading;

        Assert.Equal((null, "belum cukup data: 3 responden, perlu sedikitnya 10", 3), (few.Value, few.Reason!.Indonesian, few.N));
        Assert.Equal("belum cukup data: belum ada jawaban untuk Ketahanan masyarakat", families.Reason!.Indonesian);
        Assert.Equal((9, 180, 12), (families.Groups.Length, families.Groups.Sum(g => g.Target), families.Groups[0].N));
        Assert.Equal(("belum cukup data: belum ada jawaban", 1), (nobody.Reason!.Indonesian, nobody.Inputs.LeftOut));
    }

    [Fact]
    public void A_draft_leaves_open_what_no_report_proves_and_names_it()
    {
        ImmutableArray<OwnReports> reports = [new("lapor-kegiatan", "jenis", ["sosialisasi"], 12), new("lapor-kegiatan", "jenis", ["tes-urine"], 3), new("lapor-kegiatan", "dana", ["swadaya"], 12)];
        var sheet = IndexDraft.Of(Ikp.Bank!.Bank, "pendidikan", reports, 15);

        var (draft, _) = IndexMaker.FromSheets(Question(Ikp.Definition, IndexBasis.Reports), [sheet], Ikp.Bank);

        Assert.True(draft.IsDraft);
        Assert.Equal(15, draft.Inputs.Sheets);
        Assert.Contains("manusia", draft.Missing.Select(m => m.Id));
        Assert.Contains("sarana", draft.Missing.Select(m => m.Id));
        Assert.Equal(draft.Parts.Length - draft.Missing.Count(), (int)Math.Round(draft.Coverage * 6));
        Assert.Equal(draft.Coverage >= 0.5m, draft.Value is not null);
    }

    [Fact]
    public void An_index_whose_items_are_unknown_tells_who_answered_and_never_a_value()
    {
        var ikkr = new QuestionnaireIndex(ShippedDefinitions.Set.Indices.Find("ikkr")!, Plan.Entries.Single().Index.Bank);
        Assert.False(ikkr.HasFormula);

        var (reading, _) = IndexMaker.WithoutFormula(Question(ikkr.Definition, IndexBasis.Questionnaire), ikkr.Bank, [new IndexSheet("warga", [new IndexAnswer(ikkr.Bank.Bank.Items[0].Id, "a", null)])]);

        Assert.Equal((null, 1, IndexStatus.Placeholder), (reading.Value, reading.Groups.Single(g => g.Id == "warga").N, reading.Status));
        Assert.Contains("belum diterbitkan", reading.Reason!.Indonesian);
    }

    private static (IndexReading Reading, IndexReadingWorking Working) OfIkotan(IEnumerable<IndexSheet> sheets) =>
        IndexMaker.FromQuestionnaires(Question(Ikotan.Definition, IndexBasis.Questionnaire), Ikotan.Bank, sheets);

    private static IndexQuestion Question(IndexDefinition definition, IndexBasis basis) => new(definition, new IndexUnit(IndexUnitKind.Region, "19.02", "BNNK-19.02"), basis, 2026, "2026-W48", Now);

    private static IndexSheet Full(string group, int option) =>
        new(group, [.. Ikotan.Bank.Bank.ItemsOf(group).Select(i => new IndexAnswer(i.Id, i.Options[option].Key, null))]);

    /// <summary>So many items of each variable, drawn alike; people of a kind lean one way.</summary>
    private static IndexSheet Answer(Random random, int items, string? group = null)
    {
        var of = group ?? Ikotan.Bank.Bank.Groups[random.Next(Ikotan.Bank.Bank.Groups.Length)].Id;
        var leaning = (random.NextDouble() - 0.5) * 2;
        var answers = new List<IndexAnswer>();
        foreach (var variable in Ikotan.Bank.Bank.ItemsOf(of).GroupBy(i => i.Variable))
        {
            var own = variable.ToArray();
            random.Shuffle(own);
            var drawn = Math.Min(items, own.Length);
            answers.AddRange(own.Take(drawn).Select(i => new IndexAnswer(i.Id, Pick(i, leaning, random), null, IndexRounding.Apply((decimal)own.Length / drawn, 10))));
        }

        return new IndexSheet(of, [.. answers]);
    }

    private static string Pick(BankItem item, double leaning, Random random)
    {
        var lift = (item.Id.Length % 5 - 2) * 0.25;
        return item.Options[Math.Clamp((int)Math.Round(1.5 + leaning + lift + (random.NextDouble() * 2) - 1), 0, item.Options.Length - 1)].Key;
    }
}
