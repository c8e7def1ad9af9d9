using System.CommandLine;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>Kept readings as verbs print them: the value with its interval and its label, who spoke, and on request how it came about.</summary>
internal static class ReadingText
{
    private const int JsonDecimals = 10;

    public static string Head(IndexReading reading)
    {
        var draft = reading.IsDraft ? "Draf " : "";
        return $"{draft}{reading.Index} edisi {reading.Edition}, {reading.Unit.Name ?? reading.Unit.Code} ({IndexWords.Of(reading.Unit.Kind)}), {reading.Period} sampai {reading.Week}";
    }

    /// <summary>As it is kept, with what its unit is called.</summary>
    public static string Json(StoredReading stored) =>
        $"{{\"name\":{System.Text.Json.JsonSerializer.Serialize(stored.Reading.Unit.Name)},\"madeAt\":\"{stored.MadeAt:O}\",\"closed\":{(stored.Closed ? "true" : "false")},\"reading\":{ConversationJson.Write(stored.Reading)}"
        + (stored.Working is { } working ? $",\"working\":{ConversationJson.Write(working)}}}" : "}");

    public static void Write(TextWriter output, IndexReading reading)
    {
        output.WriteLine(Head(reading));
        if (reading.IsProvisional)
            output.WriteLine($"  {IndexTexts.Unofficial.Indonesian}");
        output.WriteLine($"  {ValueOf(reading)}");
        output.WriteLine($"  n {reading.N}, terjawab {IndexNumber.Percent(reading.Coverage)}, dari {reading.Inputs.Sheets} kiriman");
        if (reading.StandardErrorReason is { } reason)
            output.WriteLine($"  {reason.Indonesian}");
        foreach (var part in reading.Parts)
            output.WriteLine($"  - {part.Title.Indonesian}: {(part.Value is { } value ? IndexNumber.Format(value, reading.Decimals) : "belum ada")}");
        foreach (var group in reading.Groups.Where(g => g.Target is not null))
            output.WriteLine($"  - {group.Title?.Indonesian ?? group.Id}: {group.N} dari {group.Target}");
    }

    public static void WriteWorking(TextWriter output, IndexReading reading, IndexReadingWorking working)
    {
        output.WriteLine($"  Cara hitung (definisi {reading.DefinitionHash}{(reading.BankHash is { } bank ? $", bank {bank}" : "")}, cara {IndexWords.Of(reading.Method)}):");
        output.WriteLine($"    pembulatan: {Rounding(working.Rounding)}");
        foreach (var cell in working.Cells)
            output.WriteLine($"    {(cell.Group.Length > 0 ? cell.Group + "/" : "")}{cell.Item}: {cell.N} jawaban, bobot {Number(cell.Weight)}, rata-rata {Number(cell.Mean)}");
        foreach (var stage in working.Stages)
            output.WriteLine($"    {stage.Stage} {stage.Id}: {Number(stage.Raw)} → {Number(stage.Value)}, bobot {Number(stage.Weight)}");
    }

    /// <summary>Under names that lead to nobody: each is a sheet of one person, and the same sheet has the same name in every working.</summary>
    public static void WriteSheets(TextWriter output, IEnumerable<IndexSheet> sheets)
    {
        foreach (var sheet in sheets.OrderBy(s => s.Name, StringComparer.Ordinal))
            output.WriteLine($"    {(sheet.Name.Length > 0 ? sheet.Name : "laporan")} ({(sheet.Group.Length > 0 ? sheet.Group : "–")}): {string.Join(", ", sheet.Answers.Select(Answer))}");
    }

    private static string Answer(IndexAnswer answer) =>
        $"{answer.Item}={answer.Option ?? answer.MissingReason ?? "–"}{(answer.Weight is { } weight ? weight == 1 ? "" : $"×{Number(weight)}" : " (tidak dihitung: dipilih, bukan diundi)")}";

    private static string ValueOf(IndexReading reading)
    {
        if (reading.Value is not { } value)
            return reading.Reason?.Indonesian ?? "belum cukup data";
        var interval = reading.Interval is { } known ? $", selang {IndexReading.IntervalPercent} % {IndexNumber.Format(known.Lower, reading.Decimals)}–{IndexNumber.Format(known.Upper, reading.Decimals)}" : "";
        var error = reading.StandardError is { } deviation ? $", galat baku total {IndexNumber.Format(deviation, 3)}" : "";
        return $"{IndexNumber.Format(value, reading.Decimals)} – {reading.Category?.Label.Indonesian}{interval}{error}";
    }

    private static string Rounding(IndexRounding rounding)
    {
        (string Stage, int? Decimals)[] stages = [("butir", rounding.Item), ("dimensi", rounding.Dimension), ("variabel", rounding.Variable), ("indeks", rounding.Index), ("golongan", rounding.Compare)];
        return string.Join(", ", stages.Where(s => s.Decimals is not null).Select(s => $"{s.Stage} {s.Decimals} desimal")) + ", setengah ke atas";
    }

    private static string Number(decimal? value) => value is { } known ? IndexRounding.Apply(known, JsonDecimals).ToString("0.##########", CultureInfo.InvariantCulture).Replace('.', ',') : "–";
}

/// <summary>The words of verbs for kinds, bases and methods.</summary>
internal static class IndexWords
{
    public static string Of(IndexUnitKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(IndexBasis basis) => basis.ToString().ToLowerInvariant();

    public static string Of(IndexMethod method) => method.ToString().ToLowerInvariant();
}

/// <summary>The option <c>--period</c>: a year.</summary>
internal static class IndexPeriod
{
    public static Option<string> Option()
    {
        var period = new Option<string>("--period") { Required = true, Description = "tahun menurut zona waktu satker", HelpName = "YYYY" };
        period.Validators.Add(result =>
        {
            if (Read(result.GetValueOrDefault<string>()) is null)
                result.AddError($"{result.GetValueOrDefault<string>()} is not a year such as 2026");
        });
        return period;
    }

    public static int? Read(string? period) =>
        int.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2999 ? year : null;
}
