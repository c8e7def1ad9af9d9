using KotanBot.Core.Conversations;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>What the transcripts cannot show of a questionnaire: calibrated banks, versions, other seeds, and what is measured.</summary>
public sealed class QuestionnaireTests
{
    private static readonly string[] TwelveAnswers = ["a", "b", "c", "d", "a", "b", "c", "d", "a", "b", "c", "d"];

    [Fact]
    public void Draws_all_items_while_the_bank_is_not_calibrated()
    {
        var asking = new Asking(ShippedDefinitions.Set).Begin("pendidikan").Say(TwelveAnswers);

        Assert.Equal(12, asking.Asked.Count);
        Assert.All(asking.Asked, a => Assert.Equal(AskedAs.Drawn, a.As));
        Assert.All(asking.Asked, a => Assert.InRange(a.Probability, 0.01, 1));
        Assert.Equal(LifecycleState.Reviewing, asking.Conversation.State);
    }

    [Fact]
    public void Draws_four_and_chooses_eight_once_it_is_calibrated()
    {
        var asking = new Asking(Asking.Calibrated(out _)).Begin("pendidikan").Say(TwelveAnswers);

        Assert.Equal(12, asking.Asked.Count);
        Assert.Equal(4, asking.Asked.Count(a => a.As == AskedAs.Drawn));
        Assert.Equal(8, asking.Asked.Count(a => a.As == AskedAs.Chosen));
        Assert.Equal(12, asking.Asked.Select(a => a.Item).Distinct().Count());
    }

    [Fact]
    public void Finishes_on_the_version_of_the_bank_that_it_began_with()
    {
        var before = ShippedDefinitions.Set;
        var asking = new Asking(before).Begin("pendidikan").Say("a", "b");

        asking.Definitions = Asking.Calibrated(out _).With(before.FindBankVersion("ikotan")!);
        asking.Say(TwelveAnswers[..10]);

        Assert.Equal(12, asking.Asked.Count);
        Assert.All(asking.Asked, a => Assert.Equal((AskedAs.Drawn, before.FindBankVersion("ikotan")!.Hash), (a.As, a.BankHash)));
        asking.Say("kirim", "/ikotan", "baru", "pendidikan", "19.02", "SMPN 2", "a");
        Assert.Equal(asking.Definitions.FindBankVersion("ikotan")!.Hash, asking.Asked[^1].BankHash);
    }

    [Fact]
    public void Says_kindly_that_a_questionnaire_on_a_lost_version_cannot_go_on()
    {
        var asking = new Asking(ShippedDefinitions.Set).Begin("pendidikan").Say("a");

        asking.Definitions = Asking.Calibrated(out _);
        asking.Say("b");

        Assert.Contains("Mohon mulai baru", asking.Last.Text);
        Assert.Contains(asking.Effects, e => e is Effect.CloseSubmission);
        Assert.Null(asking.Conversation.Run);
    }

    [Fact]
    public void Draws_anew_for_every_respondent_and_every_questionnaire()
    {
        string[] Items(ulong seed) => [.. new Asking(ShippedDefinitions.Set, seed).Begin("pendidikan").Say(TwelveAnswers).Asked.Select(a => a.Item)];
        var twice = new Asking(ShippedDefinitions.Set, role: "petugas").Begin("pendidikan").Say(TwelveAnswers).Say("kirim").Begin("pendidikan").Say(TwelveAnswers);

        Assert.Equal(Items(42), Items(42));
        Assert.NotEqual(Items(42), Items(43));
        Assert.NotEqual(twice.Asked.Take(12).Select(a => a.Item), twice.Asked.Skip(12).Select(a => a.Item));
    }

    [Fact]
    public void Favours_what_was_asked_least_in_the_region()
    {
        var definitions = ShippedDefinitions.Set;
        var often = definitions.FindBank("ikotan")!.ItemsOf("keluarga").Take(9).Select(i => new ItemExposure("ikotan", "keluarga", i.Id, 50));
        int FromRare(QuestionnaireFacts? facts) => Enumerable.Range(1, 40).Sum(seed =>
        {
            var asking = new Asking(definitions, (ulong)seed);
            asking.Facts = asking.Facts with { Questionnaires = facts };
            return asking.Begin("keluarga").Say(TwelveAnswers).Asked.Count(a => a.As == AskedAs.Drawn && often.All(o => o.Item != a.Item));
        });

        var (before, after) = (FromRare(null), FromRare(new QuestionnaireFacts([.. often], [])));
        Assert.True(after > before * 1.1, $"{before} rare items were drawn without counts, {after} with them");
    }

    [Fact]
    public void Counts_what_was_asked_where_the_respondent_lives_and_not_where_the_office_is()
    {
        var definitions = ShippedDefinitions.Set;
        var often = definitions.FindBank("ikotan")!.ItemsOf("keluarga").Take(9).ToList();
        int FromRare(string region) => Enumerable.Range(1, 40).Sum(seed =>
        {
            var asking = new Asking(definitions, (ulong)seed);
            asking.Facts = asking.Facts with { Questionnaires = new QuestionnaireFacts([.. often.Select(i => new ItemExposure("ikotan", "keluarga", i.Id, 50) { Region = region })], []) };
            asking.Say("/ikotan", "keluarga", "53.14").Say(TwelveAnswers);
            Assert.All(asking.Asked, a => Assert.Equal("53.14", a.Region));
            return asking.Asked.Count(a => a.As == AskedAs.Drawn && often.All(o => o.Id != a.Item));
        });

        var (elsewhere, there) = (FromRare("19.02"), FromRare("53.14"));
        Assert.True(there > elsewhere * 1.1, $"{there} rare items were drawn with counts of the respondent's region, {elsewhere} with those of the office's");
    }

    [Theory]
    [InlineData("Kab. Rote Ndao", "53.14")]
    [InlineData("53.14.01", "53.14")]
    public void Foresees_the_region_that_is_being_named(string typed, string counted)
    {
        var asking = new Asking(ShippedDefinitions.Set).Say("/ikotan", "keluarga");

        Assert.Contains(counted, ShippedDefinitions.Set.Recognise(asking.Conversation, new Input.Text(typed)).Needs!.Regions);
    }

    [Fact]
    public void Measures_from_the_prompt_to_the_first_answer_and_not_the_night_between()
    {
        var asking = new Asking(ShippedDefinitions.Set).Begin("keluarga").Say("a");
        asking.Say("jeda");
        asking.Now = asking.Now.AddDays(1);
        asking.Say("/lanjut", "?", "b", "kembali", "c");

        var times = asking.Effects.OfType<Effect.RecordAnswer>().Where(r => r.StepId.Contains('.', StringComparison.Ordinal)).Select(r => r.Seconds);
        Assert.Equal([10, 20, null], times);
    }

    [Fact]
    public void A_change_of_the_group_that_would_lose_answers_is_asked_about_first()
    {
        var asking = new Asking(ShippedDefinitions.Set).Begin("keluarga").Say(TwelveAnswers).Say("perbaiki", "kelompok", "masyarakat");

        Assert.Contains("12 jawaban", asking.Effects.OfType<Effect.Say>().Last().Prompt.Text, StringComparison.Ordinal);
        asking.Say("tidak");

        Assert.DoesNotContain(asking.Effects, e => e is Effect.RemoveAnswer or Effect.DropItems);
        asking.Say("kirim");
        Assert.Single(asking.Effects.OfType<Effect.Submit>());
    }

    [Fact]
    public void Asks_another_group_other_items_while_it_is_not_sent()
    {
        var asking = new Asking(ShippedDefinitions.Set).Begin("keluarga").Say(TwelveAnswers).Say("perbaiki", "kelompok", "masyarakat", "ya");

        Assert.Equal(12, asking.Effects.OfType<Effect.RemoveAnswer>().Count());
        Assert.Single(asking.Effects.OfType<Effect.DropItems>());
        Assert.Equal("masyarakat", asking.Asked[^1].Group);
    }

    [Fact]
    public void Keeps_what_was_sent_with_its_group()
    {
        var asking = new Asking(ShippedDefinitions.Set).Begin("keluarga").Say(TwelveAnswers).Say("kirim", "/perbaiki", "kelompok", "masyarakat");

        Assert.Empty(asking.Effects.OfType<Effect.ReviseAnswer>());
        Assert.Empty(asking.Effects.OfType<Effect.DropItems>());
        Assert.Equal(LifecycleState.Revising, asking.Conversation.State);
        Assert.Equal(14, asking.Conversation.Run!.Answers.Length);
    }

    [Fact]
    public void Never_asks_a_group_what_does_not_suit_it()
    {
        var bank = ShippedDefinitions.Set.FindBank("ikotan")!;
        foreach (var group in bank.Groups)
            for (ulong seed = 1; seed <= 5; seed++)
                Assert.All(new Asking(ShippedDefinitions.Set, seed).Begin(group.Id).Say(TwelveAnswers).Asked, a => Assert.Contains(group.Id, bank.FindItem(a.Item)!.Groups));
    }

    [Theory]
    [InlineData("bank: ikotan", "bank: ikp", "wrong-bank")]
    [InlineData("- id: olahraga", "- id: senam", "unknown-item")]
    [InlineData("- id: olahraga", "- id: senam", "missing-item")]
    [InlineData("variable: ketahanan-keluarga", "variable: hukum", "unknown-variable")]
    [InlineData("thresholds: [-1, 0, 1]", "thresholds: [-1, 0]", "wrong-categories")]
    public void A_calibration_that_does_not_match_its_bank_is_refused(string from, string to, string code)
    {
        Asking.Calibrated(out var overlay);
        var place = overlay.IndexOf(from, StringComparison.Ordinal);
        Assert.True(place >= 0, overlay[..800]);

        Assert.Null(Asking.With(overlay[..place] + to + overlay[(place + from.Length)..], out var issues));

        Assert.Contains(issues, i => i.Code == code && i.File == "banks/ikotan.calibration.yaml");
    }

    [Fact]
    public void A_calibration_makes_a_new_version_and_another_one_yet_another()
    {
        var plain = ShippedDefinitions.Set.FindBankVersion("ikotan")!;
        var first = Asking.Calibrated(out var overlay).FindBankVersion("ikotan")!;
        var second = Asking.With(overlay + "# again\n", out _)!.FindBankVersion("ikotan")!;

        Assert.Equal(3, new[] { plain.Hash, first.Hash, second.Hash }.Distinct().Count());
        Assert.False(plain.IsCalibrated);
        Assert.True(first.IsCalibrated);
        Assert.True(first.PoolOf("pengadilan")!.IsCalibrated);
        Assert.Equal(plain.PoolOf("pengadilan")!.Items.Select(i => i.Id), first.PoolOf("pengadilan")!.Items.Select(i => i.Id));
    }
}
