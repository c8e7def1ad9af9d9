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

    public static LocalText WorkedOutElsewhere { get; } = new("dihitung di luar aplikasi ini", "worked out outside this program");

    public static LocalText NoAnswersTo(LocalText part) => new(
        $"belum cukup data: belum ada jawaban untuk {part.Indonesian}",
        $"not enough data yet: no answers about {part.English ?? part.Indonesian}");

    public static LocalText FewProven(decimal coverage, decimal minimum) => new(
        $"belum cukup data: laporan baru membuktikan {IndexNumber.Percent(Math.Floor(coverage * 100) / 100)} aspek, perlu sedikitnya {IndexNumber.Percent(minimum)}",
        $"not enough data yet: reports prove {IndexNumber.Percent(Math.Floor(coverage * 100) / 100)} of the aspects, at least {IndexNumber.Percent(minimum)} is needed");

    public static LocalText NothingProven { get; } = new("belum cukup data: laporan belum membuktikan satu aspek pun", "not enough data yet: reports prove no aspect");

    /// <summary>For an index whose questionnaire its owner has not published.</summary>
    public static LocalText ItemsUnknown(string index) => new(
        $"tidak dihitung: pertanyaan dan rumus resmi {index} belum diterbitkan",
        $"not computed: the official questions and formula of {index} are not published");
}
