using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Reads "for how many days": a number, or weeks, months and years as people say them (a month is 30 days, a year 365).</summary>
public static class DaysReading
{
    public static NumberReading Of(string text)
    {
        var words = TextFolding.Words(text);
        var days = words.Select(DaysIn).FirstOrDefault(d => d > 0);
        if (days == 0)
            return NumberReader.Read(text);
        return NumberReader.Read(text) switch
        {
            NumberReading.Exact exact => new NumberReading.Exact(exact.Value * days),
            NumberReading.Vague vague => vague with { Value = vague.Value * days },
            NumberReading.None { Reason: NumberProblem.NoNumber } => new NumberReading.Exact(days),
            var other => other,
        };
    }

    private static int DaysIn(string word) => word switch
    {
        "minggu" or "seminggu" or "pekan" or "sepekan" or "week" or "weeks" => 7,
        "bulan" or "sebulan" or "month" or "months" => 30,
        "tahun" or "setahun" or "year" or "years" => 365,
        _ => 0,
    };
}
