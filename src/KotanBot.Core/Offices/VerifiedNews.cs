using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey ReportGainLembaga = new("queue-report-gain-lembaga", "sheet", "items");
    public static readonly TextKey ReportGainOwn = new("queue-report-gain-own", "sheet", "items");
}

/// <summary>Tells a reporter what an accepted report did: the how-manieth it is, and which evidence rose. What did not change is not said.</summary>
internal sealed class VerifiedNews(Turn turn)
{
    public string TextOf(Notice.ReportVerified verified, string accepted) => string.Join(' ', [accepted, .. Nth(verified), .. Gains(verified)]);

    private IEnumerable<string> Nth(Notice.ReportVerified verified) => verified.Nth is { } nth ? [turn.Text(OfficeTexts.ReportNth, ("count", $"{nth}"))] : [];

    private IEnumerable<string> Gains(Notice.ReportVerified verified) =>
        from gain in verified.Gains
        group gain by gain.Bank into sheet
        let bank = turn.Definitions.FindBank(sheet.Key)
        where bank is not null
        let items = sheet.Select(g => bank.FindItem(g.Item)?.Label.In(turn.Language)).OfType<string>().ToArray()
        where items.Length > 0
        select turn.Text(
            verified.OfLembaga ? OfficeTexts.ReportGainLembaga : OfficeTexts.ReportGainOwn,
            ("sheet", bank.Title.In(turn.Language)),
            ("items", string.Join(", ", items)));
}
