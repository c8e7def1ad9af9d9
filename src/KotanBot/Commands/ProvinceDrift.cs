using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>Whether a calibration still holds for a group of respondents, in all provinces together and in each; a kab/kota has too few full forms to tell.</summary>
/// <param name="Province">Two digits; empty for all provinces together.</param>
/// <param name="Group">Empty where the bank has no groups. Each group's full form is its own, so groups are never pooled.</param>
/// <param name="Variables">Observed minus predicted full-form mean of each variable of the group.</param>
public sealed record ProvinceDrift(string Province, string Group, ImmutableArray<DriftResult> Variables)
{
    /// <summary>Of the items of a variable, one in so many, those asked first, serves as the short form.</summary>
    private const int ShortFormPart = 4;

    private const int DigitsOfProvince = 2;

    /// <summary>All provinces together first, then each; forms of a group that the bank no longer has are left out.</summary>
    public static IReadOnlyList<ProvinceDrift> Of(BankVersion version, IReadOnlyList<FullFormAnswers> forms)
    {
        var groups = forms.GroupBy(f => f.Group).Where(g => version.PoolOf(g.Key) is { IsCalibrated: true }).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        return [.. groups.Select(g => Test(version, "", g.Key, g)), .. groups.SelectMany(g => ByProvince(version, g))];
    }

    private static IEnumerable<ProvinceDrift> ByProvince(BankVersion version, IGrouping<string, FullFormAnswers> group) =>
        group.Where(f => f.Region.Length >= DigitsOfProvince).GroupBy(f => f.Region[..DigitsOfProvince]).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Test(version, p.Key, group.Key, p));

    private static ProvinceDrift Test(BankVersion version, string province, string group, IEnumerable<FullFormAnswers> forms)
    {
        var predictor = new FullFormPredictor(version.PoolOf(group)!);
        return new ProvinceDrift(province, group, DriftTest.Of(predictor, [.. forms.Select(f => Respondent(version.Bank, predictor.Pool, f))]));
    }

    /// <summary>An item that was left open has category 0 and leaves the comparison.</summary>
    private static DriftRespondent Respondent(ItemBank bank, ItemPool pool, FullFormAnswers form)
    {
        var places = pool.Items.Select((item, i) => (item.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var asked = form.Answers.Where(a => places.ContainsKey(a.Item)).Select(a => new ItemAnswer(places[a.Item], CategoryOf(bank.FindItem(a.Item)!, a.Option))).ToList();
        var first = asked.GroupBy(a => pool.Items[a.Item].Variable).SelectMany(v => v.Take((v.Count() + ShortFormPart - 1) / ShortFormPart));
        var never = Enumerable.Range(0, pool.Items.Length).Except(asked.Select(a => a.Item)).Select(i => new ItemAnswer(i, 0));
        return new DriftRespondent([.. first], [.. asked, .. never]);
    }

    private static int CategoryOf(BankItem item, string? option) => item.Options.Select(o => o.Key).ToList().IndexOf(option ?? "") + 1;
}
