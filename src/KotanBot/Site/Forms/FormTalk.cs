using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Site.Forms;

/// <summary>A line of a talk: what was said to the bot, or what it said.</summary>
public sealed record TalkLine(bool FromVisitor, string Words);

/// <summary>
/// A form tried out: the real engine with nothing behind it. No one is asked, nothing is stored, and only this form can be walked; whoever wants something else of the
/// bot is told so. For one visitor; calls take turns.
/// </summary>
public sealed class FormTalk
{
    private const int MostLines = 80;

    private const string SamplePhoto = "contoh";

    /// <summary>What moves within a form. All else would need people, offices and stored reports.</summary>
    private static readonly ImmutableHashSet<CommandAction> Moves =
        [CommandAction.Back, CommandAction.Skip, CommandAction.Correct, CommandAction.Pause, CommandAction.Resume, CommandAction.Cancel, CommandAction.Explain];

    private readonly DefinitionSet _set;
    private readonly Dialog _dialog;
    private readonly Facts _facts;
    private readonly Lock _turn = new();
    private Conversation _conversation;
    private ImmutableArray<TalkLine> _lines = [];

    public FormTalk(DefinitionSet set, Dialog dialog, Facts facts, string language, DateTimeOffset now)
    {
        _set = set;
        _dialog = dialog;
        _facts = facts;
        _conversation = new Conversation { Id = "form-trial", Language = language, Seed = 1 };
        if (dialog.Commands is [var command, ..])
            Take(new Input.Text(command), command, now);
        else
            Prompt = null;
    }

    public string Role => _facts.Role ?? "";

    public ImmutableArray<TalkLine> Lines => _lines;

    /// <summary>The question that waits; null when nothing is asked.</summary>
    public Prompt? Prompt { get; private set; }

    public long PromptTurn => _conversation.PromptTurn;

    public long PromptOrdinal => _conversation.PromptOrdinal;

    /// <summary>The engine could not go on; the form is at fault.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The last input wanted something else than this form.</summary>
    public bool WantedElse { get; private set; }

    public bool IsOver => _conversation.Run is null && _conversation.Menu is null && _conversation.Paused.IsEmpty;

    public void Say(string text, DateTimeOffset now) => Take(new Input.Text(text), text, now);

    public void Press(long turn, long ordinal, string key, DateTimeOffset now) =>
        Take(new Input.Press(turn, ordinal, key), Prompt?.Choices.FirstOrDefault(c => c.Key == key)?.Label ?? key, now);

    public void SendPhoto(string shown, DateTimeOffset now) => Take(new Input.Photos([$"{SamplePhoto}-{_conversation.Turn}"], null), shown, now);

    public void SendPlace(double latitude, double longitude, string shown, DateTimeOffset now) => Take(new Input.Place(latitude, longitude), shown, now);

    private void Take(Input input, string shown, DateTimeOffset now)
    {
        lock (_turn)
        {
            WantedElse = !IsWithinForm(input);
            if (IsBroken || WantedElse)
                return;
            try
            {
                var result = ConversationEngine.RunTurn(_set, _conversation, _facts, input, now);
                _conversation = result.Conversation;
                Add(new TalkLine(true, shown));
                foreach (var said in result.Effects.OfType<Effect.Say>())
                    Add(new TalkLine(false, said.Prompt.Text));
                Prompt = result.Effects.OfType<Effect.Say>().LastOrDefault()?.Prompt is { Kind: PromptKind.Question } asked ? asked : IsOver ? null : Prompt;
            }
#pragma warning disable CA1031 // Whatever a form makes the engine throw is told to who wrote it, and to nobody else.
            catch (Exception)
#pragma warning restore CA1031
            {
                IsBroken = true;
            }
        }
    }

    private bool IsWithinForm(Input input)
    {
        var text = input switch { Input.Text typed => typed.Value, Input.Press press => press.Key, _ => "" };
        if (text.Length > InputLimits.LongestText)
            return true;
        return _set.Commands.Recognise(text, _conversation.IsAsking) switch
        {
            null => _conversation.IsAsking || input is not Input.Text,
            Command.StartDialog start => start.Dialog.Id == _dialog.Id,
            Command.Act act => Moves.Contains(act.Action),
            _ => false,
        };
    }

    private void Add(TalkLine line) => _lines = [.. _lines.Add(line).TakeLast(MostLines)];
}
