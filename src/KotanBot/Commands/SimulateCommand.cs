using System.CommandLine;
using System.Diagnostics;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Simulation;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot simulate</c>: replays complete answers through the questionnaire engine and tells what short forms lose. Nothing is written but
/// the output, and that only when everything went well.
/// </summary>
public static class SimulateCommand
{
    private const int DefaultFolds = 10;

    public static Command Create()
    {
        var responses = new Option<string>("--responses") { Description = "berkas jawaban (CSV: respondent,group,<butir>,…)", Required = true, HelpName = "F.csv" };
        var variables = new Option<string?>("--variables") { Description = "berkas variabel (CSV: item,variable,dimension); tanpa ini satu variabel", HelpName = "V.csv" };
        var bank = new Option<string?>("--bank") { Description = "hasil kalibrasi; tanpa ini dikalibrasi dari lipatan lain", HelpName = "bank.yaml" };
        var folds = NumberOption.Whole("--folds", "jumlah lipatan untuk kalibrasi silang (bawaan 10)", 2);
        var items = NumberOption.Whole("--items", "butir per responden, semua variabel; wajib kecuali --mode full", 1);
        var mode = new Option<string>("--mode") { Description = "cara memilih butir", DefaultValueFactory = _ => Name(SelectionMode.Hybrid) };
        mode.Validators.Add(result =>
        {
            var names = Enum.GetValues<SelectionMode>().Select(Name).ToArray();
            if (result.Tokens is [var token] && !names.Contains(token.Value))
                result.AddError($"--mode must be one of {string.Join(", ", names)}, not {token.Value}");
        });
        var groupSize = NumberOption.Whole("--group-size", "bentuk kelompok acak sebesar ini", 1);
        var minimumGroup = NumberOption.Whole("--min-group", "kelompok yang lebih kecil tidak masuk ringkasan (bawaan 30)", 1);
        var repeats = NumberOption.Whole("--repeat", "ulangan pemilihan butir dan kelompok (bawaan 1)", 1);
        var sample = NumberOption.Whole("--sample", "ambil sekian responden dari tiap kelompok yang paling sedikit empat kali lebih besar", 1);
        var seed = NumberOption.Seed();
        var json = new Option<bool>("--json") { Description = "hasil sebagai JSON" };
        var command = new Command("simulate", "Uji kuesioner pendek dengan jawaban lengkap") { responses, variables, bank, folds, items, mode, groupSize, minimumGroup, repeats, sample, seed, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(bank) is not null && result.GetResult(folds) is not null)
                result.AddError("--bank and --folds exclude each other: folds calibrate anew");
            if (result.GetResult(items) is null && !(result.GetResult(mode)?.Tokens is [var token] && token.Value == Name(SelectionMode.Full)))
                result.AddError("--items N is needed, unless --mode full");
        });
        command.SetAction(parsed =>
        {
            var plan = new SimulationPlan
            {
                Items = parsed.GetValue(items),
                Mode = Enum.GetValues<SelectionMode>().First(m => Name(m) == parsed.GetValue(mode)),
                GroupSize = parsed.GetValue(groupSize),
                MinimumGroup = parsed.GetValue(minimumGroup) ?? SimulationPlan.UsualMinimumGroup,
                Repeats = parsed.GetValue(repeats) ?? 1,
                Sample = parsed.GetValue(sample),
                Seed = parsed.GetValue(seed),
            };
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var source = new SimulationSource(parsed.GetValue(responses)!, parsed.GetValue(variables), parsed.GetValue(bank), parsed.GetValue(folds) ?? DefaultFolds);
            return Simulate(source, plan, parsed.GetValue(json), output, error);
        });
        return command;
    }

    private static int Simulate(SimulationSource source, SimulationPlan plan, bool asJson, TextWriter output, TextWriter error)
    {
        if (source.Load(plan, error) is not { } loaded)
            return KotanCommand.Refused;
        var result = SimulationRun.Run(loaded.Responses, loaded.Pools, loaded.PoolOf, plan, () => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
        if (plan.GroupSize > loaded.Responses.Rows)
            error.WriteLine($"kotanbot: --group-size {plan.GroupSize} is more than the {loaded.Responses.Rows} respondents there are, so there is no group");
        else if (!result.Groups.Any(g => g.InSummary))
            error.WriteLine($"kotanbot: no group has {plan.MinimumGroup} respondents, so the summary is empty; see --min-group");
        if (asJson)
            SimulationWriter.WriteJson(output, plan, result);
        else
            SimulationWriter.WriteText(output, plan, result);
        return KotanCommand.Done;
    }

    private static string Name(SelectionMode mode) => mode.ToString().ToLowerInvariant();
}
