using System.Globalization;
using System.Text.Json;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>
/// Plays a transcript on the pure core. The state is written and read back before every turn, and every turn runs twice:
/// a state that does not survive storage or a turn that is not a function fails here.
/// </summary>
public sealed class CorePlayer(DefinitionSet definitions, ISet<string>? visited = null) : Player
{
    private Conversation _conversation = new() { Id = "c0ffee", Seed = 42 };
    private Facts _facts = new();
    private readonly Dictionary<string, InvitationFacts> _invitations = [];
    private readonly List<OwnSubmission> _recent = [];
    private readonly List<HeldMessage> _own = [];
    private readonly CountedFacts _counted = new();
    private readonly List<(string Register, EntryLine Entry)> _entries = [];
    private readonly List<(string Id, AnswerChange Change)> _changes = [];
    private readonly List<(long Turn, long Ordinal, Prompt Prompt)> _prompts = [];
    private readonly List<(string Shown, long Ordinal)> _heard = [];

    public Conversation State => _conversation;

    protected override void SetFacts(string pairs)
    {
        foreach (var pair in pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            _facts = name switch
            {
                "role" => _facts with { Role = value, Consent = _facts.Consent ?? "mulai@0" },
                "satker" => _facts with { Satker = Satker(value), UtcOffsetMinutes = value.Contains("53", StringComparison.Ordinal) ? 480 : 420 },
                "name" => _facts with { Name = value },
                "lingkungan" => _facts with { Lingkungan = value },
                "lembaga" => _facts with { Lembaga = value },
                "language" => Speak(value),
                "seed" => Draw(value),
                "code" => Invite(value),
                "expired" => Invite(value, InvitationState.Expired),
                "used-up" => Invite(value, InvitationState.UsedUp),
                _ => throw new FormatException($"unknown fact: {name}"),
            };
        }
    }

    protected override void WriteDown(string register, EntryLine entry) => _entries.Add((register, entry));

    protected override Input PressOf(string label, bool stale)
    {
        var found = _prompts.AsEnumerable().Reverse().Skip(stale ? 1 : 0)
            .SelectMany(p => p.Prompt.Choices.Where(c => c.Label == label || c.Key == label).Select(c => new Input.Press(p.Turn, p.Ordinal, c.Key)));
        return found.FirstOrDefault() ?? throw new FormatException($"no button `{label}` was shown");
    }

    /// <summary>Here a message's name is its ordinal.</summary>
    protected override string RefOfOwn(string shown) => $"{_heard.Last(h => h.Shown == shown).Ordinal}";

    protected override string RefOfPrompt(string part) => $"{_prompts.Last(p => p.Prompt.Text.Contains(part, StringComparison.Ordinal)).Ordinal}";

    protected override IEnumerable<string> Send(Input input, string shown)
    {
        var conversation = ConversationJson.Read<Conversation>(ConversationJson.Write(_conversation));
        var meaning = definitions.Recognise(conversation, input);
        var facts = _facts with
        {
            Recent = [.. _recent.Take(5)],
            Invitation = meaning.InvitationCode is { } code ? _invitations.GetValueOrDefault(Plain(code), new InvitationFacts(Plain(code), InvitationState.Unknown, null, null)) : null,
            RefersTo = input switch
            {
                Input.Edit edit => long.Parse(edit.Ref, CultureInfo.InvariantCulture),
                Input.Reply reply => long.Parse(reply.Ref, CultureInfo.InvariantCulture),
                _ => null,
            },
            Questionnaires = meaning.Needs is { } needs ? _counted.Of(needs, _facts, Now) : null,
            Serving = meaning.Places.IsEmpty ? null : [.. meaning.Places.Select(p => new ServingOffice(p, Serving(p)))],
            Entries = meaning.Entries is { } named
                ? [.. named.Registers.Select(r => EntryFacts.Of(r, named, [.. _entries.Where(e => e.Register == r).Select(e => e.Entry).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase)]))]
                : null,
            Held = meaning.AsksForHeldData ? new HeldData(Now.AddDays(-1), conversation.Ordinal, Now.AddDays(-1), Held(conversation), [.. _own]) : null,
        };
        var stored = JsonSerializer.Serialize(input);
        var result = ConversationEngine.RunTurn(definitions, conversation, facts, input, Now);
        var again = ConversationEngine.RunTurn(definitions, conversation, facts, input, Now);
        Assert.Equal(stored, JsonSerializer.Serialize(input));
        Assert.Equal(ConversationJson.Write(result.Conversation), ConversationJson.Write(again.Conversation));
        Assert.Equal(result.Effects.Select(Line), again.Effects.Select(Line));
        CheckOrdinals(conversation, input, result);
        // An edited message keeps its place.
        if (input.IsMessage)
            _heard.Add((shown, input is Input.Edit changed ? long.Parse(changed.Ref, CultureInfo.InvariantCulture) : conversation.Ordinal + 1));
        if (input.IsMessage)
            _own.Add(new HeldMessage(Now, result.Effects.OfType<Effect.ForgetInput>().Any() ? null : shown));
        _conversation = result.Conversation;
        foreach (var run in _conversation.Paused.Prepend(_conversation.Run).OfType<Run>())
            visited?.Add($"{run.DialogId}/{run.StepId}");
        return [.. result.Effects.SelectMany(e => Happened(e, result))];
    }

    private string[] Happened(Effect effect, TurnResult result)
    {
        _counted.Follow(effect, Now.Year);
        switch (effect)
        {
            case Effect.Say say:
                foreach (var dialog in definitions.Dialogs)
                    foreach (var step in dialog.Steps.Where(s => s is NoteStep or QuestionnaireStep or StopStep or SubmitStep).Where(s => IsIn(s, say.Prompt.Text)))
                        visited?.Add($"{dialog.Id}/{step.Id}");
                _prompts.Add((result.Conversation.Turn, say.Ordinal, say.Prompt));
                break;
            case Effect.Submit submit:
                _recent.Insert(0, new OwnSubmission(submit.SubmissionId, result.Conversation.Sent[0].DialogId, "submitted", Now));
                break;
            case Effect.ReviseAnswer revise:
                _changes.Add((revise.SubmissionId, new AnswerChange(revise.StepId, revise.Before, revise.After, Now)));
                break;
            case Effect.Office { Deed: OfficeDeed.AddEntry add }:
                _entries.Add((add.Register, new EntryLine(add.Id, add.Name, add.RegionCode, null)));
                break;
            case Effect.UseInvitation use:
                _facts = _facts with { Role = _invitations[use.Code].Role, Satker = _invitations[use.Code].Satker };
                break;
            case Effect.SetSilence silence:
                _facts = _facts with { SilentSince = silence.Silent ? Now : null };
                break;
            case Effect.SaveProfile profile:
                _facts = profile.Field switch
                {
                    ProfileField.Consent => _facts with { Consent = profile.Value },
                    ProfileField.Name => _facts with { Name = profile.Value },
                    ProfileField.Lembaga => _facts with { Lembaga = profile.Value },
                    ProfileField.Lingkungan => _facts with { Lingkungan = profile.Value },
                    _ => _facts,
                };
                break;
        }

        return Transcript.Lines(Line(effect));
    }

    /// <summary>Whatever stands in its text for something else.</summary>
    private bool IsIn(Step step, string said) =>
        step.Text.In(_conversation.Language).Replace(NoteStep.OfficeMark, "\0", StringComparison.Ordinal).Replace(NoteStep.CallCentreMark, "\0", StringComparison.Ordinal).Split('\0')
            .All(part => said.Contains(part, StringComparison.Ordinal));

    /// <summary>An effect as transcript lines; continuation lines are indented by two blanks.</summary>
    private static string Line(Effect effect) => effect switch
    {
        Effect.Say say => Transcript.Line(say.Prompt),
        Effect.StartSubmission start => $"do: start {start.DialogId}",
        Effect.RecordAnswer record => $"do: record {record.StepId} {ConversationJson.Write(record.Value)}",
        Effect.RemoveAnswer remove => $"do: remove {remove.StepId}",
        Effect.ReviseAnswer revise => $"do: revise {revise.StepId} {Json(revise.Before)} -> {Json(revise.After)}",
        Effect.AskItem ask => $"do: ask {ask.StepId} {ask.As.ToString().ToLowerInvariant()} {ask.Probability.ToString("0.###", CultureInfo.InvariantCulture)}",
        Effect.DropItems drop => $"do: drop {drop.Questionnaire}",
        Effect.NoteHelp help => $"do: help {help.StepId}",
        Effect.Submit => "do: submit",
        Effect.ReturnReport => "do: return report",
        Effect.CloseSubmission close => $"do: close {close.Outcome.ToString().ToLowerInvariant()}",
        Effect.SaveProfile profile => $"do: save {profile.Field.ToString().ToLowerInvariant()} {(profile.Field == ProfileField.Consent ? profile.Value[..profile.Value.IndexOf('@', StringComparison.Ordinal)] : profile.Value)}",
        Effect.UseInvitation use => $"do: use invitation {use.Code}",
        Effect.SetSilence silence => silence.Silent ? "do: silence on" : "do: silence off",
        Effect.Office office => $"do: office {office.Deed.GetType().Name.ToLowerInvariant()}",
        Effect.OfferLink => "do: offer link",
        Effect.JoinPerson => "do: join person",
        Effect.DropSubmission => "do: discard",
        Effect.ForgetInput => "do: forget input",
        Effect.ErasePerson => "do: erase person",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Json(AnswerValue? value) => value is null ? "nothing" : ConversationJson.Write(value);

    private static void CheckOrdinals(Conversation before, Input input, TurnResult result)
    {
        var next = before.Ordinal + (input.IsMessage ? 1 : 0);
        foreach (var say in result.Effects.OfType<Effect.Say>())
            Assert.Equal(++next, say.Ordinal);
        Assert.Equal(next, result.Conversation.Ordinal);
        Assert.Equal(before.Turn + 1, result.Conversation.Turn);
    }

    private System.Collections.Immutable.ImmutableArray<HeldSubmission> Held(Conversation conversation) =>
        [.. conversation.Sent.Select(r => new HeldSubmission(r.DialogId, r.DialogHash, "submitted", r.TouchedAt, r.Answers, [.. _changes.Where(c => c.Id == r.Id).Select(c => c.Change)]))];

    private Facts Speak(string language)
    {
        _conversation = _conversation with { Language = language };
        return _facts;
    }

    private Facts Draw(string seed)
    {
        _conversation = _conversation with { Seed = ulong.Parse(seed, CultureInfo.InvariantCulture) };
        return _facts;
    }

    private Facts Invite(string value, InvitationState state = InvitationState.Valid)
    {
        var parts = value.Split(':');
        _invitations[parts[0]] = new InvitationFacts(parts[0], state, parts[1], Satker(parts[2]));
        return _facts;
    }

    private static string Plain(string code) => code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>As the shipped offices have it.</summary>
    private static string Serving(string region) => region switch
    {
        "19.02" => "BNNK Belitung",
        "53.04" => "BNNK Belu",
        "53.14" => "BNNK Rote Ndao",
        _ => "BNNP Nusa Tenggara Timur",
    };

    private static SatkerFacts Satker(string code) => code switch
    {
        "BNNK-19.02" => new(code, "BNNK Belitung", "19.02"),
        "BNNK-53.04" => new(code, "BNNK Belu", "53.04"),
        "BNNK-53.14" => new(code, "BNNK Rote Ndao", "53.14"),
        _ => new(code, code, null),
    };
}
