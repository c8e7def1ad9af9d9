using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>One respondent who answers questionnaires, and every effect that came of it.</summary>
internal sealed class Asking(DefinitionSet definitions, ulong seed = 42, string role = "respondent")
{
    private readonly List<Effect> _effects = [];

    public DefinitionSet Definitions { get; set; } = definitions;

    public Conversation Conversation { get; private set; } = new() { Id = "c0ffee", Seed = seed };

    public Facts Facts { get; set; } = new() { Role = role, Satker = new SatkerFacts("BNNK-19.02", "BNNK Belitung", "19.02") };

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<Effect.AskItem> Asked => [.. _effects.OfType<Effect.AskItem>()];

    public IReadOnlyList<Effect> Effects => _effects;

    public Prompt Last => _effects.OfType<Effect.Say>().Last().Prompt;

    public Asking Say(params string[] texts)
    {
        foreach (var text in texts)
        {
            var stored = ConversationJson.Read<Conversation>(ConversationJson.Write(Conversation));
            var result = ConversationEngine.RunTurn(Definitions, stored, Facts, new Input.Text(text), Now);
            Conversation = result.Conversation;
            _effects.AddRange(result.Effects);
            Now = Now.AddSeconds(10);
        }

        return this;
    }

    /// <summary>Up to the first item of the group.</summary>
    public Asking Begin(string group) =>
        group is "keluarga" or "masyarakat" ? Say("/ikotan", group, "19.02") : Say("/ikotan", group, "19.02", "SMPN 2");

    /// <summary>The shipped definitions with a calibration of IKOTAN: every item like the other, but that some tell more.</summary>
    public static DefinitionSet Calibrated(out string overlay) => With(overlay = CalibratedBankWriter.Write(Calibration(ShippedDefinitions.Set.FindBank("ikotan")!)), out _)!;

    public static DefinitionSet? With(string overlay, out IssueList issues)
    {
        var files = new Dictionary<string, string>(ShippedDefinitions.Files(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs"))) { ["banks/ikotan.calibration.yaml"] = overlay };
        return DefinitionsReader.Read(files, issues = []);
    }

    public static CalibratedBank Calibration(ItemBank bank) => new()
    {
        Bank = bank.Id,
        Variables = [.. bank.Variables.Select(v => new CalibratedVariable(v.Id))],
        Items = [.. bank.Items.Select((item, place) => new CalibratedItem(item.Id, item.Variable) { Count = 500, Graded = new GradedItem(0.5 + (place % 7 * 0.3), [-1, 0, 1]) })],
    };
}
