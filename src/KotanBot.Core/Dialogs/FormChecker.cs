using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>What a published form must not do though a dialog file may: take words of others, register people, feed an index without the centre, cost too much.</summary>
internal sealed class FormChecker(Dialog form, YamlMap map, DefinitionSet others, bool forEverybody)
{
    private const int LongestId = 32;
    private const int LongestStepId = 40;
    private const int LongestTitle = 80;
    private const int LongestCommand = 24;
    private const int MostCommands = 3;
    private const int MostWords = 10;
    private const int MostSteps = 60;
    private const int MostOptions = 50;

    /// <summary>A year; nobody goes on with an older draft, and a time that no calendar holds would stop the conversation.</summary>
    private const int MostHours = 8_760;

    /// <summary>The dialog that ships under this id.</summary>
    private readonly Dialog? _replaced = others.OwnerOf(form.Id) is null ? others.Find(form.Id) : null;

    public void Check(IssueList issues)
    {
        CheckId(issues);
        CheckPurpose(issues);
        CheckCalls(issues);
        if (form.Title.Indonesian.Length > LongestTitle || form.Title.English?.Length > LongestTitle)
            issues.Add("too-long-title", At("title"), $"a title has at most {LongestTitle} letters, because it stands on a button");
        if (form.ExpiresAfterHours > MostHours)
            issues.Add("bad-expiry", At("expires-after-hours"), $"a draft is closed after {MostHours} hours at the latest");
        if (form.Steps.Length > MostSteps)
            issues.Add("too-many-steps", At("steps"), $"a form has at most {MostSteps} steps; shorter ones are finished more often");
        foreach (var (step, at) in form.Steps.Zip(map.Maps("steps")))
            CheckStep(step, at, issues);
    }

    private void CheckId(IssueList issues)
    {
        if (!IsName(form.Id, LongestId) || DefinitionsReader.OtherFiles.Contains(form.Id + ".yaml"))
            issues.Add("bad-form-id", At("dialog"), $"`{form.Id}` cannot be a form's id: 2 to {LongestId} lower-case letters, digits and hyphens, a letter first");
        if (_replaced is not null && !forEverybody)
            issues.Add("taken-id", At("dialog"), $"the form `{form.Id}` is there for everybody; only the centre publishes it anew. Please take another id");
    }

    private void CheckPurpose(IssueList issues)
    {
        if (form.Purpose == DialogPurpose.Registration)
            issues.Add("not-allowed", At("purpose"), "the registration cannot be changed here");
        else if (others.Find(form.Id) is { } before && before.Purpose != form.Purpose)
            issues.Add("not-allowed", At("purpose"), "a new version keeps the purpose that the form has");
        if (form.Index is not null && !forEverybody)
            issues.Add("not-allowed", At("index"), "only the centre publishes what feeds an index");
        if (form.StartsFor.Any(r => _replaced?.StartsFor.Contains(r) != true))
            issues.Add("not-allowed", At("starts-for"), "a published form does not start by itself");
    }

    private void CheckCalls(IssueList issues)
    {
        if (form.Commands.IsEmpty && _replaced is not { Commands.IsEmpty: true })
            issues.Add("missing-key", map, "a form has at least one of `commands`, or nobody could start it");
        if (form.Commands.Length > MostCommands)
            issues.Add("too-many-words", At("commands"), $"a form has at most {MostCommands} commands");
        if (form.Words.Length > MostWords)
            issues.Add("too-many-words", At("words"), $"a form has at most {MostWords} words");
        foreach (var command in map.Scalars("commands").Where(c => c.Value.Length > LongestCommand + 1 || c.Value.Skip(1).Any(l => l is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-'))))
            issues.Add("bad-command", command, $"`{command.Value}` must be a slash and up to {LongestCommand} lower-case letters and digits");
        var own = new HashSet<string>();
        foreach (var word in map.Scalars("commands").Concat(map.Scalars("words")))
        {
            if (word.Value.Length == 0 || word.Value.Any(char.IsUpper))
                issues.Add("bad-command", word, $"`{word.Value}` must be lower case");
            if (!own.Add(word.Value) || IsOthers(word.Value))
                issues.Add("duplicate-command", word, $"`{word.Value}` already means something else");
        }
    }

    private void CheckStep(Step step, YamlNode at, IssueList issues)
    {
        if (!IsName(step.Id, LongestStepId))
            issues.Add("bad-step-id", at, $"`{step.Id}` cannot be a step's id: 2 to {LongestStepId} lower-case letters, digits and hyphens, a letter first");
        if (step.SavesAs is not null || step is TextStep { IsInvitation: true })
            issues.Add("not-allowed", at, "only the registration fills fields of the person and takes invitation codes");
        if (step is QuestionnaireStep questionnaire && !forEverybody && FeedsIndex(questionnaire))
            issues.Add("not-allowed", at, "only the centre publishes what feeds an index, and the answers to this bank do");
        if (step is ChooseStep { Options.Length: > MostOptions } or ChooseManyStep { Options.Length: > MostOptions })
            issues.Add("too-many-options", at, $"a choice has at most {MostOptions} options; a phone shows few at once");
    }

    /// <summary>Answers to a bank count by the region or the entry that they name, whichever office asked.</summary>
    private bool FeedsIndex(QuestionnaireStep step) => others.FindBank(step.Bank) is { } bank && others.Indices.Find(bank.Index ?? bank.Id) is not null;

    /// <summary>The words of a withdrawn form are free, and may be another's by now.</summary>
    private bool IsOthers(string word) =>
        others.Commands.IsTaken(word) && (others.IsWithdrawn(form.Id) ? null : others.Find(form.Id)) is var mine && mine?.Commands.Contains(word) != true && mine?.Words.Contains(word) != true;

    private YamlNode At(string key) => map.Find(key) ?? map;

    private static bool IsName(string id, int longest) =>
        id.Length >= 2 && id.Length <= longest && id[0] is >= 'a' and <= 'z' && id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
