using System.CommandLine;
using KotanBot.Core.Offices;
using KotanBot.Exports;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>What every export can be asked for: whose data, of which days, into which file.</summary>
internal sealed class ExportOptions
{
    private const string Csv = "csv";
    private const string Xlsx = "xlsx";
    private const string Wide = "wide";
    private const string Long = "long";

    private readonly Option<string> _file;
    private readonly Option<string?> _format = new("--format") { Description = "tanpa ini menurut nama berkas: .xlsx atau lainnya CSV", HelpName = $"{Csv}|{Xlsx}" };
    private readonly Option<bool> _mark = new("--bom") { Description = "awali CSV dengan tanda UTF-8 (BOM), untuk Excel" };
    private readonly Option<bool> _force = CreateForce();
    private readonly Option<string?> _satker = new("--satker") { Description = "hanya satker ini dan semua di bawahnya", HelpName = "CODE" };
    private readonly Option<string?> _from = DayOption.Create("--from", "hanya yang dikirim mulai tanggal ini, menurut zona waktu satker");
    private readonly Option<string?> _to = DayOption.Create("--to", "hanya yang dikirim sampai dengan tanggal ini, menurut zona waktu satker");
    private readonly Option<string> _data = DataOption.Create();

    private ExportOptions(string description)
    {
        _file = OutputFile.CreateOption($"berkas hasil: {description}; - untuk layar", "FILE");
        _format.AcceptOnlyFromAmong(Csv, Xlsx);
    }

    public static ExportOptions AddTo(Command command, string description)
    {
        var options = new ExportOptions(description);
        foreach (var option in (Option[])[options._file, options._format, options._mark, options._force, options._satker, options._from, options._to, options._data])
            command.Options.Add(option);
        DayOption.RefuseReversed(command, options._from, options._to);
        return options;
    }

    public static Option<string> CreateShape(TableShape usual, string rows)
    {
        var shape = new Option<string>("--shape") { Description = $"{Wide}: satu baris per {rows}; {Long}: satu baris per jawaban", HelpName = $"{Wide}|{Long}", DefaultValueFactory = _ => usual == TableShape.Wide ? Wide : Long };
        shape.AcceptOnlyFromAmong(Wide, Long);
        return shape;
    }

    public static TableShape ShapeOf(ParseResult parsed, Option<string> shape) => parsed.GetValue(shape) == Wide ? TableShape.Wide : TableShape.Long;

    public static Option<bool> CreateForce() => new("--force") { Description = "ganti berkas yang sudah ada" };

    public string DataPath(ParseResult parsed) => parsed.GetValue(_data)!;

    public string? Satker(ParseResult parsed) => parsed.GetValue(_satker);

    public DateOnly? From(ParseResult parsed) => DayOption.Read(parsed.GetValue(_from));

    public DateOnly? To(ParseResult parsed) => DayOption.Read(parsed.GetValue(_to));

    /// <summary>The office that asks with all below it; without one the whole machine. An office that is not there is refused.</summary>
    public Scope ScopeOf(ParseResult parsed, Stores stores) =>
        Satker(parsed) is { } code ? Scope.Of(Access.Admin, CollectedData.FindSatker(stores, code).Code) : Scope.Server;

    /// <summary>What stands in the way of the file is refused here, before the work begins.</summary>
    public ExportTarget TargetOf(ParseResult parsed)
    {
        var path = parsed.GetValue(_file)!;
        var format = (parsed.GetValue(_format) ?? Path.GetExtension(path).TrimStart('.').ToLowerInvariant()) == Xlsx ? TableFormat.Xlsx : TableFormat.Csv;
        return ExportTarget.At(path, new TableForm(format, parsed.GetValue(_mark)), parsed.GetValue(_force), parsed.InvocationConfiguration);
    }
}
