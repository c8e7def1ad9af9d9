using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Tests.Corpus;

/// <summary>Decides every stored turn of a conversation anew, from nothing but what was stored with it.</summary>
/// <param name="Forgotten">
/// Turns whose input is stored nowhere. For a tip another tip stands in; which one it was must change nothing. What was said in a talk of which nothing is kept is
/// taken from the conversation that was played, because nothing stored could tell it.
/// </param>
/// <param name="Failed">Turns that were given up.</param>
internal sealed record Replay(int Forgotten, int Failed)
{
    private static readonly Input SomeTip = new Input.Text("ada bandar sabu di gang sebelah");

    /// <param name="person">When somebody had joined before, the first turn was no decision but a registration that the test wrote into the stores.</param>
    public static Replay Check(CorpusHost host, string conversationId, IReadOnlyDictionary<string, string> person, IReadOnlyList<Input>? said = null)
    {
        var turns = host.Stores.Turns.ReadTurns(conversationId);
        var (forgotten, failed) = (0, 0);
        if (host.Stores.Turns.LoadById(conversationId) is not { } stored)
        {
            Assert.Empty(turns);
            return new Replay(0, 0);
        }

        var conversation = new Conversation { Id = conversationId, Seed = stored.Conversation.Seed };
        foreach (var turn in turns)
        {
            Assert.Equal(conversation.Turn + 1, turn.Turn);
            var unkept = turn.Input is null && said is not null && IsUnkept(host.Gateway.Dialogs.For(conversation, turn.Facts), conversation, said[forgotten]) ? said[forgotten] : SomeTip;
            forgotten += turn.Input is null ? 1 : 0;
            failed += turn.Failure is null ? 0 : 1;
            if (turn.Turn == 1 && person.ContainsKey("role"))
                conversation = conversation with { Turn = 1, Ordinal = 1, Language = person.GetValueOrDefault("language", conversation.Language) };
            else
                conversation = Decide(host, conversation, turn, turn.Input ?? unkept).Conversation;
        }

        Assert.Equal(Comparable(stored.Conversation, forgotten), Comparable(conversation, forgotten));
        Assert.Equal(stored.Conversation.WakeAt, conversation.WakeAt);
        return new Replay(forgotten, failed);
    }

    private static bool IsUnkept(DefinitionSet definitions, Conversation before, Input said) =>
        before.UnkeptUntil is not null
        || (before.Run is { } run && definitions.Find(run.DialogId, run.DialogHash) is { IsTraceless: true })
        || (said is Input.Text text && definitions.Commands.Recognise(text.Value, before.IsAsking) is Command.StartDialog { Dialog.IsTraceless: true });

    /// <summary>How long more tips are waited for depends on what a forgotten message said.</summary>
    private static string Comparable(Conversation conversation, int forgotten) =>
        ConversationJson.Write(forgotten > 0 ? conversation with { TipUntil = null } : conversation);

    private static TurnResult Decide(CorpusHost host, Conversation before, StoredTurn turn, Input input)
    {
        var definitions = host.Gateway.Dialogs.For(before, turn.Facts);
        // A reminder that cannot be decided is dropped without a word.
        if (turn is { Failure: not null, Input: Input.Timeout })
            return new TurnResult(before with { Turn = before.Turn + 1, WakeAt = null }, []);
        return turn.Failure is null
            ? ConversationEngine.RunTurn(definitions, before, turn.Facts, input, turn.RanAt)
            : ConversationEngine.GiveUp(definitions, before, input);
    }
}
