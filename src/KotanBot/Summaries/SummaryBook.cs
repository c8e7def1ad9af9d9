using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Exports;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace KotanBot.Summaries;

/// <summary>A weekly summary as a workbook of five sheets: Ringkasan, Satker, Target, Kegiatan, Butir. Numbers are numbers, texts are never formulas.</summary>
public sealed class SummaryBook(DefinitionSet definitions, string language)
{
    private readonly SummaryLabels _labels = new(definitions, language);

    /// <param name="stream">Written forwards only; it stays open.</param>
    public async Task WriteAsync(WeekSummary summary, Stream stream, CancellationToken cancellation)
    {
        await using var book = await Spreadsheet.CreateNewAsync(stream, cancellationToken: cancellation);
        var name = book.AddStyle(new Style { Font = { Bold = true } });
        await AddAsync(Of("Ringkasan", "Summary"), [36, 34], [Of("Isi", "What"), Of("Nilai", "Value")], Summary(summary));
        await AddAsync(
            "Satker",
            [14, 34, 14, 12, 12, 12, 12, 12],
            [
                Of("Kode", "Code"), Of("Satker", "Office"), Of("Di bawah", "Below"), Of("Laporan", "Reports"), Of("Nihil", "Null reports"), Of("Penggiat", "Volunteers"), Of("Tanpa kabar", "Silent"),
                Of("Ada admin", "Has admin"),
            ],
            Offices(summary));
        await AddAsync("Target", [44, 16, 12, 12, 12], [Of("Keluaran", "Output"), Of("Satuan", "Unit"), "Target", Of("Realisasi", "Done"), Of("Persen", "Percent")], Targets(summary));
        await AddAsync(Of("Kegiatan", "Activities"), [18, 56, 12], [Of("Menurut", "By"), Of("Pilihan", "Option"), Of("Jumlah", "Count")], Activities(summary));
        await AddAsync(Of("Butir", "Items"), [40, 60, 14, 14], [Of("Kuesioner", "Questionnaire"), Of("Butir", "Item"), Of("Ditanyakan", "Asked"), Of("Tidak paham", "Not understood")], Items(summary));
        await book.FinishAsync(cancellation);

        async Task AddAsync(string sheet, int[] widths, string[] names, IEnumerable<object?[]> rows)
        {
            var options = new WorksheetOptions { FrozenRows = 1 };
            for (var i = 0; i < widths.Length; i++)
                options.Column(i + 1).Width = widths[i];
            await book.StartWorksheetAsync(sheet, options, cancellation);
            await book.AddHeaderRowAsync(names, name, cancellation);
            foreach (var row in rows)
                await book.AddRowAsync([.. row.Select(Cell)], cancellation);
        }
    }

    private IEnumerable<object?[]> Summary(WeekSummary summary)
    {
        var week = summary.Facts;
        yield return [Of("Satker", "Office"), summary.Satker.Name];
        yield return [Of("Kode satker", "Code of the office"), summary.Satker.Code];
        yield return [Of("Minggu", "Week"), $"{summary.Week.Name} ({_labels.Days(summary.Week)})"];
        yield return [Of("Dibuat pada", "Made on"), $"{summary.MadeOn:yyyy-MM-dd}"];
        yield return [Of("Satker di bawahnya", "Offices below"), week.Offices.Length - 1];
        if (week is { Reports: 0, NullReports: 0 })
            yield return [Of("Catatan", "Note"), Of("Minggu ini tidak ada laporan maupun laporan nihil.", "Neither a report nor a null report came this week.")];
        yield return [Of("Laporan kegiatan", "Activity reports"), week.Reports];
        yield return [Of("Laporan nihil", "Null reports"), week.NullReports];
        yield return [Of("Laporan disahkan", "Reports accepted"), week.Verified];
        yield return [Of("Laporan ditolak (tidak dihitung)", "Reports rejected (not counted)"), week.Rejected];
        yield return [Of("Laporan menunggu ditinjau", "Reports that wait for review"), week.Waiting];
        yield return [Of("Orang terjangkau", "People reached"), week.People];
        var (all, own) = (week.Funding.Sum(f => f.Count), week.Funding.Where(f => definitions.Week.OfficeMoney.Contains(f.Key)).Sum(f => f.Count));
        yield return [Of("Kegiatan tanpa dana DIPA", "Activities without the office's money"), all - own];
        yield return [Of("Bagian tanpa dana DIPA (%)", "Share without the office's money (%)"), new TargetRealisation(all, all - own).Percent];
        yield return [Of("Penggiat", "Volunteers"), week.Offices.Sum(o => o.Silence.Volunteers)];
        yield return [Of("Penggiat tanpa kabar", "Volunteers without word"), week.Offices.Sum(o => o.Silence.Silent)];
        yield return [Of("Penggiat tanpa kabar 2 minggu", "Volunteers without word for 2 weeks"), week.Offices.Sum(o => o.Silence.SilentTwoWeeks)];
        yield return [Of("Lembaga", "Institutions"), week.Lembaga];
        yield return [Of("Lembaga tanpa kabar", "Institutions without word"), week.SilentLembaga];
        yield return [Of("Kab/kota yang dilayani", "Kab/kota served"), week.Regions];
        yield return [Of("Kab/kota tanpa BNNK sendiri", "Kab/kota without a BNNK of their own"), week.RegionsWithoutOffice];
        foreach (var lembaga in week.SilentLembagaNames)
            yield return [Of("Lembaga tanpa kabar: nama", "Institution without word: name"), lembaga];
        foreach (var kawasan in summary.Kawasan)
            yield return [Of($"Kawasan {kawasan.Name}", $"Area {kawasan.Name}"), kawasan.Before is { } before ? $"{_labels.Status(before)} → {_labels.Status(kawasan.After)}" : _labels.Status(kawasan.After)];
        if (summary.Moved is { } moved)
            yield return [Of("Minggu sebelumnya, perubahan laporan", "The week before, change in reports"), moved.Reports];
    }

    private IEnumerable<object?[]> Offices(WeekSummary summary) => summary.Facts.Offices.OrderBy(o => o.Silence.Office.Code, StringComparer.Ordinal).Select(o => new object?[]
    {
        o.Silence.Office.Code, o.Silence.Office.Name, o.Silence.Parent, o.Reports, o.NullReports, o.Silence.Volunteers, o.Silence.Silent, o.Silence.HasAdmin ? Of("ya", "yes") : Of("belum", "not yet"),
    });

    private IEnumerable<object?[]> Targets(WeekSummary summary) => summary.Facts.Targets.Select(t => new object?[]
    {
        _labels.Output(t.Output), _labels.Unit(t.Output), t.Target, t.Realisation.Done, t.Realisation.Percent,
    });

    private IEnumerable<object?[]> Activities(WeekSummary summary)
    {
        var week = summary.Facts;
        return
        [
            .. week.Kinds.Select(c => new object?[] { Of("Jenis", "Kind"), _labels.Kind(c.Key), c.Count }),
            .. week.Lingkungan.Select(c => new object?[] { "Lingkungan", _labels.Lingkungan(c.Key), c.Count }),
            .. week.Funding.Select(c => new object?[] { Of("Sumber dana", "Money"), _labels.Funding(c.Key), c.Count }),
            .. week.Obstacles.Select(c => new object?[] { Of("Kendala", "Obstacle"), _labels.Obstacle(c.Key), c.Count }),
            .. week.Reasons.Select(c => new object?[] { Of("Alasan nihil", "Reason for null"), _labels.Reason(c.Key), c.Count }),
        ];
    }

    private IEnumerable<object?[]> Items(WeekSummary summary) => summary.Unclear.Select(i => new object?[] { _labels.Bank(i.Bank), _labels.Item(i.Bank, i.Item), i.Asked, i.Unclear });

    private static DataCell Cell(object? value) => value switch
    {
        null => default,
        int number => new DataCell(number),
        decimal number => new DataCell(number),
        string text => new DataCell(XlsxTable.Readable(text)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Of(string indonesian, string english) => language == Languages.English ? english : indonesian;
}
