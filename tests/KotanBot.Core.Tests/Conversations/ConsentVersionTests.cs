using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>Consent names the text that was agreed to; only another text is asked again.</summary>
public sealed class ConsentVersionTests
{
    private static readonly DefinitionSet Shipped = ShippedDefinitions.Set;

    [Fact]
    public void An_edit_elsewhere_in_the_dialog_leaves_the_version_and_one_of_the_text_does_not()
    {
        var (agreed, elsewhere, text) = (Agree(Shipped), Edited("Siapa nama panggilan Anda?", "Siapa nama Anda?"), Edited("Anda setuju?", "Anda setuju dengan itu?"));

        Assert.Matches("^mulai@text:[0-9a-f]{16}$", agreed);
        Assert.Equal(agreed, Agree(elsewhere));
        Assert.NotEqual(agreed, Agree(text));
    }

    [Fact]
    public void Another_text_is_asked_once_at_the_next_start_and_agreeing_goes_on_to_what_was_wanted()
    {
        var person = Person(Edited("Anda setuju?", "Anda setuju dengan itu?"), Agree(Shipped)).Say("/lapor");
        Assert.Contains("Anda setuju dengan itu?", person.Last.Text, StringComparison.Ordinal);
        Assert.IsType<Menu.AgreeAgain>(person.Conversation.Menu);

        person.Say("hmm");
        Assert.IsType<Menu.AgreeAgain>(person.Conversation.Menu);
        person.Say("setuju");

        Assert.Equal("lapor-kegiatan", person.Conversation.Run!.DialogId);
        var saved = Assert.Single(person.Effects.OfType<Effect.SaveProfile>());
        person.Facts = person.Facts with { Consent = saved.Value };
        Assert.Equal("lapor-nihil", person.Say("/nihil").Conversation.Run!.DialogId);
    }

    [Fact]
    public void Whoever_declines_keeps_a_draft_and_cannot_begin_a_report()
    {
        var person = Person(Shipped, Agree(Shipped)).Say("/lapor", "sosialisasi");
        person.Definitions = Edited("Anda setuju?", "Anda setuju dengan itu?");

        person.Say("/nihil", "tidak mau");

        Assert.Null(person.Conversation.Menu);
        Assert.Equal("lapor-kegiatan", Assert.Single(person.Conversation.Unfinished).DialogId);
        Assert.DoesNotContain(person.Effects, e => e is Effect.CloseSubmission or Effect.SaveProfile);
        Assert.Single(person.Effects.OfType<Effect.StartSubmission>());
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("2026-1")]
    [InlineData("mulai@0123456789abcdef")]
    public void What_an_earlier_version_agreed_to_counts_until_the_text_changes(string earlier) =>
        Assert.Equal("lapor-kegiatan", Person(Shipped, earlier).Say("/lapor").Conversation.Run!.DialogId);

    [Fact]
    public void An_earlier_version_that_names_a_dialog_is_looked_up_there()
    {
        var old = Shipped.Find("mulai")!;
        var agreed = $"mulai@{old.Hash}";

        Assert.NotNull(Person(Edited("Siapa nama panggilan Anda?", "Siapa nama Anda?").With(old), agreed).Say("/lapor").Conversation.Run);
        Assert.IsType<Menu.AgreeAgain>(Person(Edited("Anda setuju?", "Anda setuju dengan itu?").With(old), agreed).Say("/lapor").Conversation.Menu);
    }

    private static Asking Person(DefinitionSet definitions, string consent)
    {
        var person = new Asking(definitions, role: "penggiat");
        person.Facts = person.Facts with { Consent = consent };
        return person;
    }

    /// <summary>The version that somebody new gets by agreeing.</summary>
    private static string Agree(DefinitionSet definitions)
    {
        var somebody = new Asking(definitions);
        somebody.Facts = new Facts();
        return somebody.Say("/mulai", "setuju").Effects.OfType<Effect.SaveProfile>().Single(s => s.Field == ProfileField.Consent).Value;
    }

    private static DefinitionSet Edited(string before, string after)
    {
        var files = new Dictionary<string, string>(ShippedDefinitions.Files(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs")));
        Assert.Contains(before, files["mulai.yaml"], StringComparison.Ordinal);
        files["mulai.yaml"] = files["mulai.yaml"].Replace(before, after, StringComparison.Ordinal);
        return DefinitionsReader.Read(files, []) ?? throw new InvalidOperationException("the edited dialogs do not read");
    }
}
