using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Definitions;

/// <summary>Reads a whole dialogs folder at once, so that an author sees every issue of every file in one go.</summary>
public static class DefinitionsReader
{
    private const string TextsFile = "texts.yaml";
    private const string OfficeTextsFile = "office-texts.yaml";
    private const string CommandsFile = "commands.yaml";
    private const string TipsFile = "tips.yaml";
    private const string OutputsName = "outputs.yaml";
    private const string RegistersName = "registers.yaml";

    /// <summary>What stands beside the dialogs and is none.</summary>
    internal static readonly ImmutableHashSet<string> OtherFiles = [TextsFile, OfficeTextsFile, CommandsFile, TipsFile, OutputsName, RegistersName];

    /// <param name="files">Text by path relative to the dialogs folder, with forward slashes.</param>
    /// <param name="issues">Gets every issue.</param>
    /// <returns>Null exactly when an issue was added.</returns>
    /// <param name="regions">The list of regions where it is known; its files are then not read.</param>
    public static DefinitionSet? Read(IReadOnlyDictionary<string, string> files, IssueList issues, RegionIndex? regions = null)
    {
        var before = issues.Count;
        var sources = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var file in files.Keys.Where(f => f.EndsWith(".yml", StringComparison.Ordinal)))
            issues.Add(new Issue("wrong-file-name", file, 1, 1, "definitions end in .yaml; this file would be ignored"));
        var dialogs = ReadDialogs(files, sources, issues);
        var texts = Required(files, TextsFile, issues) is { } text ? Texts.Read(TextsFile, text, EngineTexts.All, issues) : null;
        var officeTexts = Required(files, OfficeTextsFile, issues) is { } office ? Texts.Read(OfficeTextsFile, office, OfficeTexts.All, issues) : null;
        var commands = Required(files, CommandsFile, issues) is { } table ? CommandsReader.Read(CommandsFile, table, dialogs, issues) : null;
        var tips = Required(files, TipsFile, issues) is { } words ? ReadTips(words, issues) : null;
        var outputs = Required(files, OutputsName, issues) is { } counted ? ReadOutputs(counted, dialogs, issues, allRead: issues.Count == before) : null;
        var registers = Required(files, RegistersName, issues) is { } followed ? RegistersReader.Read(RegistersName, followed, issues) : [];
        var indices = ReadIndices(files, sources, issues);
        RegistersReader.Check(RegistersName, registers, indices, issues);
        regions ??= ReadRegions(files, issues);
        var banks = ReadBanks(files, sources, (indices, dialogs, commands), issues);
        CheckTogether(dialogs, indices, commands, issues);
        foreach (var definition in indices.Definitions)
            IndexCountingReader.Check(definition, dialogs, issues);
        foreach (var dialog in dialogs)
        {
            QuestionnaireChecker.Check(dialog, [.. banks.Select(b => b.Bank)], indices, issues);
            RegisterChecker.Check(dialog, registers, issues);
        }

        if (issues.Count > before)
            return null;
        return new DefinitionSet(sources.ToImmutable())
        {
            Dialogs = dialogs,
            Texts = texts!.With(officeTexts!),
            Commands = commands!,
            Regions = regions,
            Indices = indices,
            Tips = tips!,
            Outputs = outputs!.Outputs,
            Registers = registers,
            Week = outputs.Week,
            Changes = outputs.Changes,
            BankVersions = banks,
        };
    }

    private static ImmutableArray<Dialog> ReadDialogs(IReadOnlyDictionary<string, string> files, ImmutableDictionary<string, string>.Builder sources, IssueList issues)
    {
        var dialogs = ImmutableArray.CreateBuilder<Dialog>();
        foreach (var (file, text) in In(files, "", ".yaml").Where(f => !OtherFiles.Contains(f.Key)))
        {
            if (DialogReader.Read(file, text, issues) is not { } dialog)
                continue;
            if (dialogs.Any(d => d.Id == dialog.Id))
                issues.Add(new Issue("duplicate-dialog", file, 1, 1, $"another file already defines the dialog `{dialog.Id}`"));
            if (file != dialog.Id + ".yaml")
                issues.Add(new Issue("wrong-file-name", file, 1, 1, $"the dialog `{dialog.Id}` belongs in {dialog.Id}.yaml"));
            dialogs.Add(dialog);
            sources[dialog.Hash] = text;
        }

        return dialogs.ToImmutable();
    }

    /// <summary>Where a dialog could not be read, no output is told that it is missing: the dialog's own issues say why.</summary>
    private static OutputsFile? ReadOutputs(string text, ImmutableArray<Dialog> dialogs, IssueList issues, bool allRead)
    {
        var found = new IssueList();
        var outputs = OutputsReader.Read(OutputsName, text, dialogs, found);
        foreach (var issue in found.Where(i => allRead || i.Code != "unknown-dialog"))
            issues.Add(issue);
        return outputs;
    }

    private static IndexCatalog ReadIndices(IReadOnlyDictionary<string, string> files, ImmutableDictionary<string, string>.Builder sources, IssueList issues)
    {
        var read = In(files, "indices/", ".yaml").Select(f => (f.Key, Definition: IndexReader.Read(f.Key, f.Value, issues))).ToList();
        foreach (var (file, definition) in read.Where(r => r.Definition is not null))
            sources[definition!.Hash] = files[file];
        foreach (var (file, definition) in read)
            if (definition is not null && file != $"indices/{definition.Id}-{definition.Edition}.yaml")
                issues.Add(new Issue("wrong-file-name", file, 1, 1, $"this edition belongs in indices/{definition.Id}-{definition.Edition}.yaml"));
        return IndexCatalog.Join(read.Where(r => r.Definition is not null).Select(r => (r.Key, r.Definition!)), issues);
    }

    private static ImmutableArray<BankVersion> ReadBanks(
        IReadOnlyDictionary<string, string> files, ImmutableDictionary<string, string>.Builder sources, (IndexCatalog Indices, ImmutableArray<Dialog> Dialogs, CommandTable? Commands) others, IssueList issues)
    {
        var banks = ImmutableArray.CreateBuilder<BankVersion>();
        var overlays = In(files, "banks/", CalibrationOverlay.Ending).ToDictionary(f => f.Key, f => f.Value);
        foreach (var (file, text) in In(files, "banks/", ".yaml").Where(f => !overlays.ContainsKey(f.Key)))
        {
            if (BankReader.Read(file, text, issues) is not { } bank)
                continue;
            if (file != $"banks/{bank.Id}.yaml")
                issues.Add(new Issue("wrong-file-name", file, 1, 1, $"the bank `{bank.Id}` belongs in banks/{bank.Id}.yaml"));
            BankLinkChecker.Check(bank, file, text, others.Indices, others.Dialogs, others.Commands, issues);
            sources[bank.Hash] = text;
            if (!overlays.Remove($"banks/{bank.Id}{CalibrationOverlay.Ending}", out var overlay))
                banks.Add(BankVersion.Plain(bank));
            else if (CalibrationOverlay.Read(bank, $"banks/{bank.Id}{CalibrationOverlay.Ending}", overlay, issues) is { } calibrated)
            {
                banks.Add(calibrated);
                sources[calibrated.Hash] = overlay;
            }
            else
                banks.Add(BankVersion.Plain(bank)); // The folder is refused, but no dialog is told that its bank is missing.
        }

        foreach (var file in overlays.Keys.Where(f => !files.ContainsKey(f[..^CalibrationOverlay.Ending.Length] + ".yaml")))
            issues.Add(new Issue("unknown-bank", file, 1, 1, "there is no bank beside this calibration"));
        return banks.ToImmutable();
    }

    private static RegionIndex ReadRegions(IReadOnlyDictionary<string, string> files, IssueList issues)
    {
        const string folder = "wilayah/";
        string[] names = ["provinces.csv", "regencies.csv", "districts.csv", "aliases.csv"];
        var texts = names.Select(n => Required(files, folder + n, issues)).ToArray();
        if (texts.Any(t => t is null))
            return RegionIndex.Create([]);
        try
        {
            return RegionIndex.Create(Regions.ParseCsv(texts[0]!, texts[1]!, texts[2]!), Regions.ParseAliases(texts[3]!));
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            issues.Add(new Issue("bad-region-list", folder, 1, 1, fault.Message));
            return RegionIndex.Create([]);
        }
    }

    private static TipWords? ReadTips(string text, IssueList issues)
    {
        if (YamlReader.Read(TipsFile, text, issues) is not { } map)
            return null;
        foreach (var key in new[] { "actors", "acts", "drugs", "signals", "educational", "ignored" })
            map.Require(key);
        var words = new TipWords(
            [.. map.Texts("actors")], [.. map.Texts("acts")], [.. map.Texts("drugs")], [.. map.Texts("signals")], [.. map.Texts("educational")], [.. map.Texts("ignored")]);
        map.Close();
        return words;
    }

    private static void CheckTogether(ImmutableArray<Dialog> dialogs, IndexCatalog indices, CommandTable? commands, IssueList issues)
    {
        if (!dialogs.Any(d => d.Purpose == DialogPurpose.Registration))
            issues.Add(new Issue("no-registration", ".", 1, 1, "no dialog has the purpose `registration`, so nobody could join"));
        if (!dialogs.Any(d => d.Commands.Contains(TipFlow.Channels)))
            issues.Add(new Issue("no-tip-channels", ".", 1, 1, $"no dialog has the command `{TipFlow.Channels}`, so tips about crime would have no answer"));
        foreach (var dialog in dialogs)
            CheckDialog(dialog, indices, commands, issues);
    }

    /// <summary>What one dialog needs of the indices and the commands around it.</summary>
    internal static void CheckDialog(Dialog dialog, IndexCatalog indices, CommandTable? commands, IssueList issues)
    {
        if (dialog.Index is { } index && !indices.Knows(index))
            issues.Add(new Issue("unknown-index", $"{dialog.Id}.yaml", 1, 1, $"no file under indices/ defines `{index}`"));
        else if (dialog.Index is not null && indices.Find(dialog.Index) is { CanCompute: true } definition)
            CheckItems(dialog, definition, issues);
        foreach (var step in dialog.Steps)
            CheckAliases(dialog, step, issues);
        foreach (var option in dialog.Steps.SelectMany(s => OptionsOf(s)))
            if (commands?.IsActionWord(option.Key) == true || commands?.IsActionWord(option.Label.Indonesian) == true)
                issues.Add(new Issue("shadowed-option", $"{dialog.Id}.yaml", 1, 1, $"the option `{option.Key}` can never be chosen by typing: its words are a command"));
    }

    /// <summary>A question of a sheet that is no item of its index would be asked and never counted.</summary>
    private static void CheckItems(Dialog dialog, IndexDefinition definition, IssueList issues)
    {
        var items = definition.Items.Select(i => i.Id).ToHashSet();
        foreach (var step in dialog.Steps.OfType<ChooseStep>().Where(s => !items.Contains(s.Id) && !IsGroup(dialog, s)))
            issues.Add(new Issue("unknown-item", $"{dialog.Id}.yaml", 1, 1, $"the question `{step.Id}` is no item of {definition.Code} {definition.Edition}"));
    }

    private static bool IsGroup(Dialog dialog, Step step) => dialog.Steps.Any(s => s is QuestionnaireStep { Group: Operand.OfAnswer answer } && answer.StepId == step.Id);

    private static void CheckAliases(Dialog dialog, Step step, IssueList issues)
    {
        var taken = new Dictionary<string, string>();
        foreach (var option in OptionsOf(step))
            foreach (var name in option.Aliases.Append(option.Label.Indonesian).Select(TextFolding.Fold).Distinct())
                if (!taken.TryAdd(name, option.Key))
                    issues.Add(new Issue("ambiguous-alias", $"{dialog.Id}.yaml", 1, 1, $"in `{step.Id}`, `{name}` means both `{taken[name]}` and `{option.Key}`"));
    }

    private static ImmutableArray<Option> OptionsOf(Step step) => step switch
    {
        ChooseStep choose => choose.Options,
        ChooseManyStep many => many.Options,
        _ => [],
    };

    private static string? Required(IReadOnlyDictionary<string, string> files, string name, IssueList issues)
    {
        if (files.TryGetValue(name, out var text))
            return text;
        issues.Add(new Issue("missing-file", name, 1, 1, "the dialogs folder must hold this file"));
        return null;
    }

    private static IEnumerable<KeyValuePair<string, string>> In(IReadOnlyDictionary<string, string> files, string folder, string ending) =>
        files.Where(f => f.Key.StartsWith(folder, StringComparison.Ordinal) && f.Key.EndsWith(ending, StringComparison.Ordinal) && f.Key.IndexOf('/', folder.Length) < 0)
            .OrderBy(f => f.Key, StringComparer.Ordinal);
}
