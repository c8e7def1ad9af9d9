using System.Globalization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Charts;

/// <summary>The few words that stand in charts themselves, in the language of the reader; whoever draws one gives all others.</summary>
public sealed class ChartWords(string language)
{
    public static readonly ChartWords Indonesian = new(Languages.Indonesian);

    public static readonly ChartWords English = new(Languages.English);

    private readonly bool _english = language == Languages.English;

    public string NoData => Of("belum ada data", "no data yet");

    public string NoTarget => Of("target belum diisi", "no target yet");

    public string Latest => Of("terakhir", "latest");

    public string Band => Of("Bidang tipis: selang kepercayaan", "Thin area: confidence interval");

    public string Target => Of("Garis tegak: target", "Upright line: target");

    public string Expected => Of("Segitiga: seharusnya sampai saat itu", "Triangle: due by then");

    public string Enough => Of("cukup", "enough");

    public string OutOf(decimal done, decimal all) => Of($"{Number(done)} dari {Number(all)}", $"{Number(done)} of {Number(all)}");

    public string Coverage(RegionCoverage coverage) => coverage switch
    {
        RegionCoverage.OwnWithReports => Of("punya BNNK, ada laporan", "own BNNK, with reports"),
        RegionCoverage.OwnWithout => Of("punya BNNK, belum ada laporan", "own BNNK, no reports yet"),
        RegionCoverage.ServedWithReports => Of("tanpa BNNK sendiri, ada laporan", "no BNNK of its own, with reports"),
        RegionCoverage.Nothing => Of("tanpa BNNK sendiri, belum ada laporan", "no BNNK of its own, no reports yet"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Number(decimal number) => NumberWords.Format(number);

    internal static string Percent(decimal done, decimal all) => all == 0 ? "" : Math.Round(done * 100 / all, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture) + "%";

    private string Of(string indonesian, string english) => _english ? english : indonesian;
}
