using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Core.Tests.Dialogs;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>A form of an office stands in the commands and menus of its own people and in nobody else's.</summary>
public sealed class OfferedFormsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static readonly Dialog Market = DialogReader.Read("lapor-pasar.yaml", FormSamples.Market, [])!;

    private static readonly DefinitionSet All = ShippedDefinitions.Set.With([new OfficeForm(Market, FormSamples.Market, "BNNK-19.02")]);

    [Theory]
    [InlineData("/pasar")]
    [InlineData("lapor pasar")]
    public void Its_own_people_start_it_by_command_and_word(string text) =>
        Assert.Contains("Bagaimana caranya?", Say(All.OfferedAt(["BNNK-19.02", "BNNP-19", "BNN"]), text), StringComparison.Ordinal);

    [Theory]
    [InlineData("/pasar")]
    [InlineData("lapor pasar")]
    [InlineData("Lapor pasar")]
    public void Nobody_elsewhere_does(string text)
    {
        foreach (var offices in new string[][] { ["BNNP-19", "BNN"], ["BNNK-53.14", "BNNP-53", "BNN"], [] })
            Assert.DoesNotContain("Bagaimana caranya?", Say(All.OfferedAt([.. offices]), text), StringComparison.Ordinal);
    }

    [Fact]
    public void The_menu_holds_it_for_its_own_people_alone()
    {
        Assert.Contains("/pasar", Choices(All.OfferedAt(["BNNK-19.02"])));
        Assert.DoesNotContain("/pasar", Choices(All.OfferedAt(["BNNP-19"])));
    }

    [Fact]
    public void A_withdrawn_form_is_started_by_nobody_and_keeps_its_words()
    {
        var withdrawn = ShippedDefinitions.Set.With([new OfficeForm(Market, FormSamples.Market, "BNNK-19.02") { IsWithdrawn = true }]);

        Assert.DoesNotContain("Bagaimana caranya?", Say(withdrawn.OfferedAt(["BNNK-19.02"]), "/pasar"), StringComparison.Ordinal);
        Assert.Equal("Lapor pasar", withdrawn.Find("lapor-pasar")!.Title.Indonesian);
    }

    [Fact]
    public void Its_reports_count_in_the_week_as_a_kind_of_their_own()
    {
        var counted = Assert.Single(All.Week.Reports, r => r.Dialog == "lapor-pasar");

        Assert.Equal(("lapor-pasar", null), (counted.KindIs, counted.Kind));
        Assert.Equal("Lapor pasar", new SummaryLabels(All, "id").Kind("lapor-pasar"));
        Assert.Equal(All.Week.Reports, All.OfferedAt([]).Week.Reports);
    }

    [Fact]
    public void Whoever_wants_to_begin_anew_when_it_was_just_withdrawn_is_told_so()
    {
        var offered = All.OfferedAt(["BNNK-19.02"]);
        var conversation = new Conversation { Id = "c" };
        foreach (var text in new[] { "/pasar", "keliling", "/jeda", "/pasar" })
            conversation = Turn(offered, conversation, text).Conversation;
        Assert.IsType<Menu.ContinueOrNew>(conversation.Menu);

        var gone = ShippedDefinitions.Set.OfferedAt([]).With(Market);
        var result = Turn(gone, conversation, "baru");

        Assert.Contains("sedang tidak dipakai", Said(result), StringComparison.Ordinal);
        Assert.Single(result.Conversation.Paused);
    }

    private static IEnumerable<string> Choices(DefinitionSet set) =>
        Turn(set, new Conversation { Id = "c" }, "entah apa").Effects.OfType<Effect.Say>().SelectMany(s => s.Prompt.Choices).Select(c => c.Key);

    private static string Say(DefinitionSet set, string text) => Said(Turn(set, new Conversation { Id = "c" }, text));

    private static string Said(TurnResult result) => string.Join('\n', result.Effects.OfType<Effect.Say>().Select(s => s.Prompt.Text));

    private static TurnResult Turn(DefinitionSet set, Conversation conversation, string text) =>
        ConversationEngine.RunTurn(set, conversation, new Facts { Role = "penggiat", Satker = new SatkerFacts("BNNK-19.02", "BNNK Belitung", "19.02") }, new Input.Text(text), Now);
}
