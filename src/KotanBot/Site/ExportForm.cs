using System.Globalization;
using KotanBot.Core.Definitions;
using KotanBot.Exports;

namespace KotanBot.Site;

/// <summary>What stands in the form for an export, as it was typed.</summary>
public sealed record ExportForm(string What, string Format, string Shape, string Bank, string From, string To, bool Marked)
{
    public static ExportForm Empty { get; } = new("reports", "csv", "", "", "", "", false);

    public static ExportForm Read(IFormCollection form) =>
        new($"{form["what"]}", $"{form["format"]}", $"{form["shape"]}", $"{form["bank"]}", $"{form["from"]}", $"{form["to"]}", form.ContainsKey("bom"));

    /// <summary>The wish, or why it cannot be met: in Indonesian and English.</summary>
    public (ExportWish? Wish, LocalText? Refusal) ToWish(DefinitionSet definitions)
    {
        ExportKind? kind = What switch { "reports" => ExportKind.Reports, "answers" => ExportKind.Answers, "responses" => ExportKind.Responses, "data-package" => ExportKind.DataPackage, _ => null };
        var (from, to) = (Day(From), Day(To));
        if (kind is not { } wanted || Format is not ("csv" or "xlsx") || Shape is not ("" or "wide" or "long"))
            return (null, new LocalText("Pilihannya tidak dikenal. Silakan pilih dari daftar.", "That is not among the choices. Please choose from the lists."));
        if ((From.Length > 0 && from is null) || (To.Length > 0 && to is null))
            return (null, new LocalText("Tanggal ditulis seperti 2026-11-29.", "A day is written such as 2026-11-29."));
        if (from > to)
            return (null, new LocalText("Tanggal mulai sesudah tanggal akhir.", "The first day is after the last one."));
        if (wanted == ExportKind.DataPackage && (from is null || to is null))
            return (null, new LocalText("Paket data perlu tanggal mulai dan akhir, misalnya satu bulan.", "Data packages need the first and the last day, such as those of a month."));
        if (Bank.Length > 0 && definitions.FindBank(Bank) is null)
            return (null, new LocalText("Bank butir itu tidak ada.", "There is no such bank."));
        if (wanted == ExportKind.Responses && Bank.Length == 0)
            return (null, new LocalText("Jawaban kuesioner perlu bank butir.", "Responses need a bank."));
        var shape = Shape switch { "wide" => TableShape.Wide, "long" => TableShape.Long, _ => wanted == ExportKind.Answers ? TableShape.Long : TableShape.Wide };
        var format = Format == "xlsx" ? TableFormat.Xlsx : TableFormat.Csv;
        return (new ExportWish(wanted, new TableForm(format, Marked && format == TableFormat.Csv), shape)
        {
            BankId = wanted is ExportKind.Answers or ExportKind.Responses && Bank.Length > 0 ? Bank : null,
            From = from,
            To = to,
        }, null);
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
