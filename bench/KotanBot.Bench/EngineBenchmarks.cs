using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Bench;

/// <summary>The pure part of a turn: one answer in the middle of an activity report, and the readers on ordinary Indonesian.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 2, 0, 0, TimeSpan.Zero);

    private readonly DefinitionSet _definitions = DefinitionFiles.Load(ShippedFiles.Dialogs);

    private readonly Facts _facts = new() { Role = "petugas", Consent = "1", Satker = new SatkerFacts("BNNK-19.02", "BNNK Belitung", "19.02") };

    private Conversation _waiting = new() { Id = "c", Seed = 1 };

    [GlobalSetup]
    public void WriteUntilTheNumberIsAsked()
    {
        foreach (var line in (ImmutableArray<string>)["/lapor", "penyuluhan", "kemarin", "Kab. Belitung", "SMPN 1 Membalong", "pendidikan"])
            _waiting = ConversationEngine.RunTurn(_definitions, _waiting, _facts, new Input.Text(line), Now).Conversation;
    }

    [Benchmark]
    public TurnResult AnswerANumber() => ConversationEngine.RunTurn(_definitions, _waiting, _facts, new Input.Text("empat puluh lima"), Now);

    [Benchmark]
    public string StateToJson() => ConversationJson.Write(_waiting);

    [Benchmark]
    public NumberReading ReadNumber() => NumberReader.Read("empat puluh lima orang");

    [Benchmark]
    public DateReading ReadDate() => DateReader.Read("Senin lalu", DateOnly.FromDateTime(Now.UtcDateTime));
}
