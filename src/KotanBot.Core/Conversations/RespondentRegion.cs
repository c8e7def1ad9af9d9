using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>
/// The region within which the items of a questionnaire are balanced: the kabupaten or kota (or wider) that the respondent named in a question before
/// the questionnaire, else that of the person's office.
/// </summary>
internal static class RespondentRegion
{
    /// <summary>Null where no question before the questionnaire asks for a region, or it was skipped or is still open.</summary>
    public static string? Answered(DefinitionSet definitions, Dialog dialog, Run run, string questionnaireId) =>
        Asking(dialog, questionnaireId) is { } step && run.Find(step.Id) is AnswerValue.Place place ? Counted(definitions, place.Code) : null;

    /// <summary>All that this input may turn out to name, where it is the region that is being asked.</summary>
    public static ImmutableArray<string> Named(DefinitionSet definitions, Dialog dialog, Run run, string questionnaireId, string text) =>
        Asking(dialog, questionnaireId) is { } step ? [.. Meant(definitions, step, run, text).Select(c => Counted(definitions, c)).Distinct()] : [];

    /// <summary>What was answered to this question, or all that this input may turn out to answer to it.</summary>
    public static IEnumerable<string> Meant(DefinitionSet definitions, RegionStep step, Run run, string text)
    {
        if (run.StepId != step.Id)
            return run.Find(step.Id) is AnswerValue.Place place ? [place.Code] : [];
        return run.Sub is SubQuestion.PickOne pick
            ? pick.Keys
            : RegionReader.Read(text, definitions.Regions, step.Coarsest, step.Finest) switch
            {
                RegionReading.One one => [one.Region.Code],
                RegionReading.AskBack ask => ask.Candidates.Select(c => c.Code),
                _ => [],
            };
    }

    private static RegionStep? Asking(Dialog dialog, string questionnaireId) => dialog.Steps.TakeWhile(s => s.Id != questionnaireId).OfType<RegionStep>().LastOrDefault();

    /// <summary>A finer region counts as the kabupaten or kota that has it.</summary>
    private static string Counted(DefinitionSet definitions, string code) =>
        definitions.Regions.Find(code) is { } region && definitions.Regions.AncestorAt(region, RegionLevel.Regency) is { } regency ? regency.Code : code;
}
