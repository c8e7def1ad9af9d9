using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Tests.Dialogs;

public sealed class DialogDifferenceTests
{
    [Fact]
    public void A_text_laid_out_anew_changes_nothing() =>
        Assert.True(Between(FormSamples.Market.Replace("words: [lapor pasar]", "words:\n  - lapor pasar # plain", StringComparison.Ordinal)).IsEmpty);

    [Fact]
    public void Tells_what_is_added_changed_and_gone()
    {
        var difference = Between(FormSamples.Market
            .Replace("title: { id: Lapor pasar", "title: { id: Pasar kita", StringComparison.Ordinal)
            .Replace("keliling kios\", en: \"walking", "keliling los\", en: \"walking", StringComparison.Ordinal)
            .Replace("- id: pedagang", "- id: orang", StringComparison.Ordinal));

        Assert.True(difference.HeadChanged);
        Assert.Equal(["orang"], difference.Added.Select(s => s.Id));
        Assert.Equal(["pedagang"], difference.Removed.Select(s => s.Id));
        Assert.Equal(["cara"], difference.Changed.Select(s => s.Id));
        Assert.True(difference.Loses);
    }

    [Fact]
    public void Options_that_vanish_and_steps_of_another_kind_are_told_apart()
    {
        var difference = Between(FormSamples.Market
            .Replace("key: panggung", "key: pengeras-suara", StringComparison.Ordinal)
            .Replace("- id: pedagang\n    type: number", "- id: pedagang\n    type: text", StringComparison.Ordinal));

        Assert.Equal(["cara: panggung"], difference.LostOptions.Select(l => $"{l.Step.Id}: {string.Join(',', l.Keys)}"));
        Assert.Equal(["pedagang"], difference.OtherKind.Select(s => s.Id));
        Assert.True(difference.Loses);
    }

    [Fact]
    public void Other_words_lose_nothing()
    {
        var difference = Between(FormSamples.Market.Replace("Berapa pedagang", "Ada berapa pedagang", StringComparison.Ordinal));

        Assert.Equal(["pedagang"], difference.Changed.Select(s => s.Id));
        Assert.False(difference.Loses || difference.HeadChanged);
    }

    private static DialogDifference Between(string after) => DialogDifference.Between((Read(FormSamples.Market), FormSamples.Market), (Read(after), after));

    private static Dialog Read(string text) => DialogReader.Read("x.yaml", text, [])!;
}
