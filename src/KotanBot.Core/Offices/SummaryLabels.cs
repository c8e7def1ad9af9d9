using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>How the keys that a summary keeps read in a language, by today's definitions; a key that these have no more stands for itself.</summary>
public sealed class SummaryLabels(DefinitionSet definitions, string language)
{
    private readonly AnswerText _answers = new(definitions, language);

    /// <summary>An option of a report, or the title of a form that is a kind by itself.</summary>
    public string Kind(string key) => Option(r => r.Kind, key) ?? definitions.Find(key)?.Title.In(language) ?? key;

    public string Funding(string key) => Option(r => r.Funding, key) ?? key;

    public string Obstacle(string key) => Option(r => r.Obstacles, key) ?? key;

    public string Reason(string key) => definitions.Find(definitions.Week.NullReport)?.FindStep(definitions.Week.Reason) is { } step ? LabelOf(step, key) ?? key : key;

    /// <summary>An empty key is that of people whose lingkungan is not known.</summary>
    public string Lingkungan(string key) => key.Length == 0
        ? definitions.Texts.Say(OfficeTexts.WeekNoLingkungan, language)
        : _answers.Of(definitions.StepThatSaves(ProfileField.Lingkungan), new AnswerValue.Choice(key));

    /// <summary>Of an entry of the register that has statuses.</summary>
    public string Status(string key) => definitions.StatusRegister.LabelOf(key, language);

    public string Output(string id) => definitions.Outputs.FirstOrDefault(o => o.Id == id)?.Title.In(language) ?? id;

    public string Unit(string output) => definitions.Outputs.FirstOrDefault(o => o.Id == output)?.Unit.In(language) ?? "";

    public string Bank(string id) => definitions.FindBank(id)?.Title.In(language) ?? id;

    public string Item(string bank, string item) => definitions.FindBank(bank)?.FindItem(item)?.Label.In(language) ?? item;

    /// <summary>"23–29 Nov 2026".</summary>
    public string Days(ReportWeek week) => _answers.Days(week.Monday, week.Monday.AddDays(6));

    private string? Option(Func<WeekReport, string?> stepOf, string key) =>
        definitions.Week.Reports.Select(r => definitions.Find(r.Dialog)?.FindStep(stepOf(r) ?? "")).OfType<Step>().Select(s => LabelOf(s, key)).FirstOrDefault(l => l is not null);

    private string? LabelOf(Step step, string key) => step.Offered.FirstOrDefault(o => o.Key == key)?.Label.In(language);
}
