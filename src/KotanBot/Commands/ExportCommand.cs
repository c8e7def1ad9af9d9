using System.CommandLine;
using System.Globalization;
using System.Text;
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
        var file = new Option<string>("--out") { Required = true, Description = "berkas CSV hasil: respondent,group,<butir>,…; kosong = tidak dijawab", HelpName = "F.csv" };
        var satker = new Option<string?>("--satker") { Description = "hanya satker ini dan semua di bawahnya", HelpName = "CODE" };
        var from = DayOption("--from", "hanya yang dikirim mulai tanggal ini");
        var to = DayOption("--to", "hanya yang dikirim sampai dengan tanggal ini");
        var data = DataOption.Create();
        var command = new Command("responses", "Jawaban kuesioner, satu baris per responden") { bank, file, satker, from, to, data };
        command.SetAction(async parsed =>
        {
            var id = parsed.GetValue(bank)!;
            var found = FindBank(id);
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var filter = FilterOf(stores, id, parsed.GetValue(satker), Day(parsed.GetValue(from)), Day(parsed.GetValue(to)));
            var respondents = Write(parsed.GetValue(file)!, found, stores.Questionnaires, filter);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(FormattableString.Invariant($"{respondents} responden, {found.Items.Length} butir: {parsed.GetValue(file)}"));
            return KotanCommand.Done;
        });
        return command;
    }

    private static Command CreateVariables()
    {
        var bank = new Option<string>("--bank") { Required = true, Description = "bank butir, misalnya ikotan", HelpName = "ID" };
        var file = new Option<string>("--out") { Required = true, Description = "berkas CSV hasil: item,variable,dimension", HelpName = "V.csv" };
        var command = new Command("variables", "Variabel tiap butir, untuk kalibrasi") { bank, file };
        command.SetAction(async parsed =>
        {
            var found = FindBank(parsed.GetValue(bank)!);
            Save(parsed.GetValue(file)!, writer =>
            {
                writer.WriteLine("item,variable,dimension");
                foreach (var item in found.Items)
                    writer.WriteLine(string.Join(',', Quoted(item.Id), Quoted(item.Variable), Quoted(item.Dimension ?? "")));
            });
            await parsed.InvocationConfiguration.Output.WriteLineAsync(FormattableString.Invariant($"{found.Items.Length} butir: {parsed.GetValue(file)}"));
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
        DateTimeOffset? Midnight(DateOnly? day) => day is { } known ? new DateTimeOffset(known.ToDateTime(TimeOnly.MinValue), offset).ToUniversalTime() : null;
        return new QuestionnaireFilter(bank, satker, Midnight(from), Midnight(to?.AddDays(1)));
    }

    private static int Write(string file, ItemBank bank, QuestionnaireStore store, QuestionnaireFilter filter)
    {
        var count = 0;
        Save(file, writer =>
        {
            writer.WriteLine(string.Join(',', bank.Items.Select(i => Quoted(i.Id)).Prepend(ResponsesReader.Group).Prepend(ResponsesReader.Respondent)));
            store.ReadAnswers(filter, answers =>
            {
                writer.WriteLine(string.Join(',', bank.Items.Select(i => Category(i, answers)).Prepend(Quoted(answers.Group)).Prepend(answers.Respondent)));
                count++;
            });
        });
        return count;
    }

    /// <summary>Whoever reads the file meanwhile sees the old or the new one, never half of one.</summary>
    private static void Save(string file, Action<TextWriter> write)
    {
        var temporary = file + ".new";
        try
        {
            using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" })
                write(writer);
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
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
