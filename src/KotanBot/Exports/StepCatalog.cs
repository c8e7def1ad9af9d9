using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot.Exports;

/// <summary>
/// What is known of the dialogs that store something, through all their versions: the current one first, so that it gives the order and the words,
/// then those that were kept when they could start.
/// </summary>
public sealed class StepCatalog
{
    private readonly DefinitionSet _definitions;
    private readonly Dictionary<string, List<Dialog>> _versions = [];
    private readonly Dictionary<(string Dialog, string Step), IReadOnlyList<Step>> _steps = [];

    // Asked once a row, and there are few of them.
    private readonly Dictionary<(string Dialog, string Step, string Key), string> _labels = [];
    private readonly Dictionary<string, string> _places = [];

    private StepCatalog(DefinitionSet definitions) => _definitions = definitions;

    /// <summary>The everyday ones first, so that another form beside them moves no column of theirs; then the others, then those that are defined no more.</summary>
    public IEnumerable<string> Dialogs => _versions.Keys;

    public static StepCatalog Read(DefinitionSet definitions, IEnumerable<DialogVersion> older)
    {
        var catalog = new StepCatalog(definitions);
        foreach (var dialog in definitions.Dialogs.OrderBy(d => d.Menu))
            catalog.Add(dialog);
        foreach (var version in older)
            if (definitions.Find(version.DialogId, version.Hash) is null
                && DialogReader.Read($"{version.DialogId}@{version.Hash}", version.Source, [], checks: false) is { } dialog && dialog.Id == version.DialogId)
                catalog.Add(dialog);
        return catalog;
    }

    /// <summary>As the latest known version says.</summary>
    public DialogPurpose PurposeOf(string dialogId) => _versions[dialogId][0].Purpose;

    /// <summary>Whether answers to a bank's items may stand in the dialog's submissions.</summary>
    public bool AsksBank(string dialogId, string bankId) => QuestionnairesOf(dialogId, bankId).Any();

    public bool IsOfBank(string dialogId, string stepId, string bankId) => QuestionnairesOf(dialogId, bankId).Any(q => stepId.StartsWith(ItemSteps.IdOf(q, ""), StringComparison.Ordinal));

    /// <summary>Every question of the dialog once: those of the current version in its order, then those that only older versions have, by their ids.</summary>
    public IReadOnlyList<string> StepsOf(string dialogId)
    {
        var current = _versions[dialogId][0];
        var before = _versions[dialogId].Skip(1).SelectMany(Questions).Where(s => !Questions(current).Contains(s)).Distinct().Order(StringComparer.Ordinal);
        return [.. Questions(current).Concat(before)];
    }

    /// <summary>The step in every version that has it, the current one first; empty for what no known version has.</summary>
    public IReadOnlyList<Step> Find(string dialogId, string stepId)
    {
        if (!_steps.TryGetValue((dialogId, stepId), out var found))
        {
            found = _versions.TryGetValue(dialogId, out var versions) ? [.. versions.Select(v => Find(v, stepId)).OfType<Step>()] : [];
            _steps[(dialogId, stepId)] = found;
        }

        return found;
    }

    /// <summary>The label of an option in the newest version that has it; the bare key where none has.</summary>
    public string LabelOf(string dialogId, string stepId, string key)
    {
        if (!_labels.TryGetValue((dialogId, stepId, key), out var label))
            _labels[(dialogId, stepId, key)] = label = Find(dialogId, stepId).SelectMany(OptionsOf).FirstOrDefault(o => o.Key == key)?.Label.Indonesian ?? key;
        return label;
    }

    /// <summary>The short name of a question, as reviews show it.</summary>
    public string? NameOf(string dialogId, string stepId) => Find(dialogId, stepId) is [var step, ..] ? (step.Label ?? step.Text).Indonesian : null;

    public string PlaceOf(string code)
    {
        if (!_places.TryGetValue(code, out var place))
            _places[code] = place = _definitions.Regions.Path(code) is { Length: > 0 } path ? path : code;
        return place;
    }

    private void Add(Dialog dialog)
    {
        if (!dialog.StoresSubmission)
            return;
        if (!_versions.TryGetValue(dialog.Id, out var versions))
            _versions[dialog.Id] = versions = [];
        versions.Add(dialog);
    }

    private IEnumerable<string> QuestionnairesOf(string dialogId, string bankId) =>
        _versions[dialogId].SelectMany(v => v.Steps.OfType<QuestionnaireStep>()).Where(q => q.Bank == bankId).Select(q => q.Id).Distinct();

    private IEnumerable<string> Questions(Dialog dialog) => dialog.Steps.SelectMany(step => step switch
    {
        QuestionnaireStep questionnaire => _definitions.FindBank(questionnaire.Bank)?.Items.Select(i => ItemSteps.IdOf(step.Id, i.Id)) ?? [],
        NoteStep or StopStep or ReviewStep or SubmitStep => [],
        _ => [step.Id],
    });

    private Step? Find(Dialog dialog, string stepId) => dialog.FindStep(stepId) ?? ItemSteps.Find(_definitions, dialog, stepId);

    private static IReadOnlyList<Option> OptionsOf(Step step) => step switch
    {
        ChooseStep choose => choose.Options,
        ChooseManyStep many => many.Options,
        _ => [],
    };
}
