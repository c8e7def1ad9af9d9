using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>The sentences that go with index values wherever they are shown.</summary>
public static class IndexTexts
{
    public static LocalText Unofficial { get; } = new("sementara – parameter belum resmi", "provisional – parameters are not official yet");

    public static LocalText NoAnswers { get; } = new("belum cukup data: belum ada jawaban", "not enough data yet: no answers");

    public static LocalText OneRespondent { get; } = new("galat baku perlu sedikitnya 2 responden", "a standard error needs at least 2 respondents");

    public static LocalText OneInGroup { get; } = new("galat baku perlu sedikitnya 2 responden tiap kelompok", "a standard error needs at least 2 respondents in every group");

    public static LocalText FewRespondents(int n, int minimum) => new(
        $"belum cukup data: {n} responden, perlu sedikitnya {minimum}",
        $"not enough data yet: {n} respondents, at least {minimum} are needed");

    public static LocalText LowCoverage(decimal coverage, decimal minimum) => new(
        $"belum cukup data: baru {IndexNumber.Percent(Math.Floor(coverage * 100) / 100)} pertanyaan terjawab, perlu sedikitnya {IndexNumber.Percent(minimum)}",
        $"not enough data yet: {IndexNumber.Percent(Math.Floor(coverage * 100) / 100)} of the questions are answered, at least {IndexNumber.Percent(minimum)} is needed");
}
