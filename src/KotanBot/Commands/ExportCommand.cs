using System.CommandLine;
using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot export responses</c>: the answers to a bank that were sent by chat, one row a questionnaire, as <c>kotanbot calibrate</c> and
/// <c>kotanbot simulate</c> read them; <c>export variables</c>: which variable each item measures, for the same two. The respondent is a name
/// that leads to nobody. A file is written whole or not at all.
/// </summary>
internal static class ExportCommand
{
    public static Command Create() => new("export", "Keluarkan data yang terkumpul") { CreateResponses(), CreateVariables() };

    private static Command CreateResponses()
    {
        var bank = new Option<string>("--bank") { Required = true, Description = "bank butir, misalnya ikotan", HelpName = "ID" };
        var file = OutputFile.CreateOption("berkas CSV hasil: respondent,group,<butir>,…; kosong = tidak dijawab", "F.csv");
        var satker = new Option<string?>("--satker") { Description = "hanya satker ini dan semua di bawahnya", HelpName = "CODE" };
        var from = DayOption("--from", "hanya yang dikirim mulai tanggal ini");
        var to = DayOption("--to", "hanya yang dikirim sampai dengan tanggal ini");
        var data = DataOption.Create();
        var command = new Command("responses", "Jawaban kuesioner, satu baris per responden") { bank, file, satker, from, to, data };
        command.Validators.Add(result =>
        {
            if (Day(result.GetValue(from)) is { } first && Day(result.GetValue(to)) is { } last && first > last)
                result.AddError(FormattableString.Invariant($"--from {first:yyyy-MM-dd} is after --to {last:yyyy-MM-dd}"));
        });
        command.SetAction(async parsed =>
        {
            var id = parsed.GetValue(bank)!;
            var found = FindBank(id);
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var filter = FilterOf(stores, id, parsed.GetValue(satker), Day(parsed.GetValue(from)), Day(parsed.GetValue(to)));
            var path = parsed.GetValue(file)!;
            var respondents = 0;
            var leftOut = new QuestionnairesLeftOut(0, 0);
            OutputFile.At(path).Save(
                writer => (respondents, leftOut) = Write(writer, found, stores.Questionnaires, filter),
                () => Tell(parsed, $"{respondents} responden, {found.Items.Length} butir: {path}"));
            if (leftOut is not { Empty: 0, Superseded: 0 })
                await parsed.InvocationConfiguration.Error.WriteLineAsync(
                    $"tidak ikut: {leftOut.Empty} kuesioner tanpa jawaban, {leftOut.Superseded} kuesioner yang diganti isian yang lebih baru pada tahun yang sama");
            return KotanCommand.Done;
        });
        return command;
    }

    private static Command CreateVariables()
    {
        var bank = new Option<string>("--bank") { Required = true, Description = "bank butir, misalnya ikotan", HelpName = "ID" };
        var file = OutputFile.CreateOption("berkas CSV hasil: item,variable,dimension", "V.csv");
        var command = new Command("variables", "Variabel tiap butir, untuk kalibrasi") { bank, file };
        command.SetAction(parsed =>
        {
            var found = FindBank(parsed.GetValue(bank)!);
            var path = parsed.GetValue(file)!;
            OutputFile.At(path).Save(writer => WriteVariables(writer, found), () => Tell(parsed, $"{found.Items.Length} butir: {path}"));
            return KotanCommand.Done;
        });
        return command;
    }

    /// <summary>The bank as it ships, or a refusal that names those that do.</summary>
    internal static ItemBank FindBank(string id)
    {
        var definitions = DefinitionFiles.Load(ShippedFiles.Dialogs);
        return definitions.FindBank(id) ?? throw new RefusedException($"the bank {id} is unknown; known: {string.Join(", ", definitions.Banks.Select(b => b.Id))}");
    }

    private static Option<string?> DayOption(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description + ", menurut zona waktu satker (tanpa --satker: WIB)", HelpName = "YYYY-MM-DD" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Day(text) is null)
                result.AddError($"{text} is not a day such as 2026-11-29");
        });
        return option;
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static QuestionnaireFilter FilterOf(Stores stores, string bank, string? satker, DateOnly? from, DateOnly? to)
    {
        const int westernTime = 420;
        var offset = TimeSpan.FromMinutes(satker is null ? westernTime : CollectedData.FindSatker(stores, satker).UtcOffsetMinutes);
        DateTimeOffset Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), offset).ToUniversalTime();
        // The calendar's first and last days are no bounds, and what is beside them cannot be reckoned with.
        return new QuestionnaireFilter(
            bank,
            satker,
            from is { } first && first > DateOnly.MinValue ? Midnight(first) : null,
            to is { } last && last < DateOnly.MaxValue ? Midnight(last.AddDays(1)) : null);
    }

    private static (int Respondents, QuestionnairesLeftOut LeftOut) Write(TextWriter writer, ItemBank bank, QuestionnaireStore store, QuestionnaireFilter filter)
    {
        var count = 0;
        writer.NewLine = "\r\n";
        writer.WriteLine(string.Join(',', bank.Items.Select(i => Quoted(i.Id)).Prepend(ResponsesReader.Group).Prepend(ResponsesReader.Respondent)));
        var leftOut = store.ReadAnswers(Scope.Server, filter, answers =>
        {
            writer.WriteLine(string.Join(',', bank.Items.Select(i => Category(i, answers)).Prepend(Quoted(answers.Group)).Prepend(answers.Respondent)));
            count++;
        });
        return (count, leftOut);
    }

    private static void WriteVariables(TextWriter writer, ItemBank bank)
    {
        writer.NewLine = "\r\n";
        writer.WriteLine("item,variable,dimension");
        foreach (var item in bank.Items)
            writer.WriteLine(string.Join(',', Quoted(item.Id), Quoted(item.Variable), Quoted(item.Dimension ?? "")));
    }

    private static void Tell(ParseResult parsed, FormattableString line)
    {
        var output = parsed.InvocationConfiguration.Output;
        output.WriteLine(FormattableString.Invariant(line));
        output.Flush();
    }

    /// <summary>The place of the chosen option from 1; nothing where the item was not asked, was left open, or no longer has the option.</summary>
    private static string Category(BankItem item, QuestionnaireAnswers answers)
    {
        var place = answers.Options.TryGetValue(item.Id, out var key) ? item.Options.Select(o => o.Key).ToList().IndexOf(key) + 1 : 0;
        return place == 0 ? "" : place.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>RFC 4180: quoted only where it must be.</summary>
    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
