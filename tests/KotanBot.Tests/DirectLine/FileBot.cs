using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

/// <summary>The scripted bot, which attaches whatever a person names by its reference.</summary>
internal static class FileBot
{
    public const string Office = "BNNK-19.02";

    public static TurnResult RunTurn(DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now)
    {
        if (input is not Input.Text { Value: { } reference } || !reference.Contains('|', StringComparison.Ordinal))
            return ScriptedBot.RunTurn(definitions, conversation, facts, input, now);
        var picture = reference.Contains("chart", StringComparison.Ordinal);
        var prompt = new Prompt("Ringkasan") { Attached = new PromptAttachment(reference, "Berkas (30 kB)", picture ? "x.png" : "x.xlsx", picture) };
        return new TurnResult(conversation with { Turn = conversation.Turn + 1, Ordinal = conversation.Ordinal + 2 }, [new Effect.Say(conversation.Ordinal + 2, prompt)]);
    }

    /// <summary>What its files are made of: week 48 of the office.</summary>
    public static async Task MakeSummaryAsync(WebGateway gateway)
    {
        var definitions = gateway.Services.GetRequiredService<ServedDefinitions>().Current;
        var (due, plan) = (new DueSummary(new OfficeName(Office, "BNNK Belitung"), 420, ReportWeek.Parse("2026-W48")!, Tell: false), new SummaryPlan(7, definitions.Week, definitions.Outputs));
        Assert.True(await gateway.Services.GetRequiredService<SummaryStore>().MakeAsync(due, plan, new DateTimeOffset(2026, 11, 30, 1, 0, 0, TimeSpan.Zero)));
    }
}
