using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using Stateless;

namespace KotanBot.Core.Conversations;

/// <summary>
/// One turn while it is being decided: the state so far and what was said. Mutable, lives for one call of
/// <see cref="ConversationEngine.RunTurn"/> and is never shared. All that is said in a turn leaves as one message where it
/// fits, because every message costs the person bytes.
/// </summary>
internal sealed class Turn
{
    private const int LongestMessage = 3_500;

    private readonly List<Effect> _effects = [];
    private readonly List<Prompt> _messages = [];
    private readonly List<string> _leads = [];
    private readonly StateMachine<LifecycleState, LifecycleTrigger> _lifecycle;
    private readonly Conversation _before;

    /// <summary>The dialog that was asked for last: a turn asks for the same one many times.</summary>
    private (string Id, string Hash, ImmutableArray<RunQuestionnaire>? Questionnaires, Dialog? Dialog)? _dialog;

    public Turn(DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now)
    {
        Definitions = definitions;
        _before = conversation;
        Conversation = conversation;
        Facts = facts;
        Input = input;
        Now = now;
        _lifecycle = Lifecycle.Machine(
            () => Conversation.State,
            state => Conversation = Conversation with { State = state },
            () => !Conversation.Paused.IsEmpty);
    }

    public DefinitionSet Definitions { get; }

    public Conversation Conversation { get; set; }

    /// <summary>The facts as read, plus what this turn itself established (an accepted invitation).</summary>
    public Facts Facts { get; set; }

    public Input Input { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Today at the person's office.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.ToOffset(TimeSpan.FromMinutes(Facts.UtcOffsetMinutes)).DateTime);

    public string Language => Conversation.Language;

    public Run? Run
    {
        get => Conversation.Run;
        set => Conversation = Conversation with { Run = value };
    }

    /// <summary>Number of the turn being decided.</summary>
    public long Number => _before.Turn + 1;

    public string Text(TextKey key, params ReadOnlySpan<(string Name, string Value)> values) => Definitions.Texts.Say(key, Language, values);

    /// <summary>An id for something that this turn creates; the sequence number keeps several apart.</summary>
    public string NewId() => Ids.Derive(_before.Id, Number, _before.Ordinal + _effects.Count + _messages.Count);

    /// <summary>Place of the message that is being answered, or null when no message started the turn.</summary>
    public long? MessageOrdinal => Input.IsMessage ? _before.Ordinal + 1 : null;

    /// <summary>No prompt of this turn stands before this place in the log.</summary>
    public long NextOrdinal => (MessageOrdinal ?? _before.Ordinal) + 1;

    public void Do(Effect effect) => _effects.Add(effect);

    /// <summary>The message that started the turn is not kept; saying so twice changes nothing.</summary>
    public void ForgetInput()
    {
        if (Input.IsMessage && !_effects.Any(e => e is Effect.ForgetInput))
            _effects.Add(new Effect.ForgetInput());
    }

    public void Fire(LifecycleTrigger trigger) => _lifecycle.Fire(trigger);

    /// <summary>Says something; it joins the question that follows, if one does.</summary>
    public void Say(string text) => _leads.Add(text);

    public void Say(TextKey key, params ReadOnlySpan<(string Name, string Value)> values) => Say(Text(key, values));

    /// <summary>Says something as a message of its own that waits for nothing; its choices are commands.</summary>
    public void Offer(string text, ImmutableArray<PromptChoice> choices, PromptAttachment? attached = null) => Emit(new Prompt(text) { Choices = choices, Attached = attached });

    /// <summary>Asks; from now on only the buttons of this prompt are good.</summary>
    public void Ask(Prompt prompt) => Emit(prompt with { Kind = PromptKind.Question });

    /// <summary>The dialog as this run goes through it, with the items that it was asked; null when its version is gone.</summary>
    public Dialog? DialogOf(Run run)
    {
        if (_dialog is { } last && (last.Id, last.Hash, last.Questionnaires) == (run.DialogId, run.DialogHash, run.Questionnaires))
            return last.Dialog;
        var dialog = Definitions.Find(run.DialogId, run.DialogHash) is { } written ? ItemSteps.DialogOf(Definitions, written, run) : null;
        _dialog = (run.DialogId, run.DialogHash, run.Questionnaires, dialog);
        return dialog;
    }

    public DialogPath PathOf(Dialog dialog, Run run) => new(dialog, run, Facts, Conversation);

    public TurnResult Finish()
    {
        FlushLeads();
        var unkept = new UnkeptTalk(this).Close(_before, cameToNothing: _effects.Count == 0);
        var ordinal = _before.Ordinal + (Input.IsMessage ? 1 : 0);
        foreach (var message in _messages)
        {
            _effects.Add(new Effect.Say(++ordinal, message with { Language = Language == Languages.Indonesian ? null : Language }) { Unkept = unkept });
            if (message.Kind == PromptKind.Question)
                Conversation = Conversation with { PromptTurn = Number, PromptOrdinal = ordinal };
        }

        if (Input.IsMessage && Run is { } run)
            Run = run with { TouchedAt = Now, Reminded = false };
        Conversation = Conversation with { Turn = Number, Ordinal = ordinal };
        Conversation = Conversation with { WakeAt = Timers.NextWake(this) };
        return new TurnResult(Conversation, [.. _effects]);
    }

    private void Emit(Prompt prompt)
    {
        var parts = Split(prompt.Text);
        foreach (var part in parts[..^1])
        {
            FlushLeads();
            _messages.Add(new Prompt(part));
        }

        prompt = prompt with { Text = parts[^1] };
        _leads.Add(prompt.Text);
        var size = _leads.Sum(l => l.Length + 2);
        if (size > LongestMessage)
        {
            _leads.RemoveAt(_leads.Count - 1);
            FlushLeads();
            _leads.Add(prompt.Text);
        }

        _messages.Add(prompt with { Text = string.Join("\n\n", _leads) });
        _leads.Clear();
    }

    /// <summary>Parts that fit a message, cut at line ends and, in a longer line, wherever it must be.</summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        while (text.Length > LongestMessage)
        {
            var end = text.LastIndexOf('\n', LongestMessage - 1);
            if (end <= 0)
                end = char.IsHighSurrogate(text[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage;
            parts.Add(text[..end]);
            text = text[end..].TrimStart('\n');
        }

        parts.Add(text);
        return parts;
    }

    private void FlushLeads()
    {
        var pending = new List<string>();
        foreach (var lead in _leads.SelectMany(Split))
        {
            if (pending.Count > 0 && pending.Sum(p => p.Length + 2) + lead.Length > LongestMessage)
            {
                _messages.Add(new Prompt(string.Join("\n\n", pending)));
                pending.Clear();
            }

            pending.Add(lead);
        }

        if (pending.Count > 0)
            _messages.Add(new Prompt(string.Join("\n\n", pending)));
        _leads.Clear();
    }
}
