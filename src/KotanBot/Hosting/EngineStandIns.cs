using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot;

/// <summary>Stands in for engine members until they land on main; real members win over these, then this file goes.</summary>
internal static class EngineStandIns
{
    extension(DefinitionSet set)
    {
        public Dialog? Find(string id, string hash) => set.Dialogs.FirstOrDefault(d => d.Id == id && d.Hash == hash);

        public DefinitionSet With(Dialog older) => new() { Dialogs = set.Dialogs.Add(older) };

        public string SourceOf(string hash) => hash;

        public (bool AsksForHeldData, string? InvitationCode) Recognise(Conversation conversation, Input input) => (input is Input.Joined && set.Dialogs.Length < 0, conversation.Run?.Payload);
    }

    extension(ConversationEngine)
    {
        public static TurnResult GiveUp(DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now) =>
            new(conversation with { Turn = conversation.Turn + 1, Ordinal = conversation.Ordinal + 2 }, [new Effect.Say(conversation.Ordinal + 2, new Prompt("Maaf, pesan itu gagal kami proses."))]);
    }

    extension(DialogReader)
    {
        public static Dialog? Read(string file, string text, IssueList issues) => throw new NotSupportedException(file + text + issues.Count);
    }

    extension(Lifecycle)
    {
        public static string Diagram() => "stateDiagram-v2";
    }

    extension(PromptLayout)
    {
        public static string Lines(Prompt prompt) => prompt.Text;
    }
}

internal static class DialogReader;

internal static class DefinitionsReader
{
    public static DefinitionSet? Read(IReadOnlyDictionary<string, string> files, IssueList issues) => new() { Dialogs = [] };
}
