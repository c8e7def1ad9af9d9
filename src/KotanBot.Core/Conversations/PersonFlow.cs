using KotanBot.Core.Definitions;

namespace KotanBot.Core.Conversations;

/// <summary>Tells people what is held about them: where their reports stand, and everything that is stored.</summary>
internal sealed class PersonFlow(Turn turn, RunFlow flow)
{
    private readonly AnswerText _answers = new(turn.Definitions, turn.Language);

    public void Status()
    {
        var lines = new List<string>();
        foreach (var run in turn.Conversation.Unfinished.Where(r => !r.Revising && turn.DialogOf(r) is not null))
            lines.Add(turn.Text(EngineTexts.StatusOpen, ("recap", flow.QuestionsOf(run).Recap())));
        foreach (var open in turn.Facts.Recent.Where(s => s.Status == "draft" && turn.Conversation.Unfinished.All(r => r.Id != s.Id)))
            lines.Add(turn.Text(EngineTexts.StatusElsewhere, ("title", TitleOf(open.DialogId))));
        foreach (var sent in turn.Facts.Recent.Where(s => s.Status != "draft"))
            lines.Add(turn.Text(EngineTexts.StatusSent, ("title", TitleOf(sent.DialogId)), ("number", Ids.Short(sent.Id)), ("date", Local(sent.ChangedAt)), ("status", StatusOf(sent.Status))));
        if (lines.Count == 0)
            lines.Add(turn.Text(EngineTexts.StatusNothing));
        if (turn.Facts.IsSilent)
            lines.Add(turn.Text(EngineTexts.StatusSilent));
        turn.Say(string.Join('\n', lines));
        flow.Repeat();
    }

    public void Data()
    {
        var (facts, held) = (turn.Facts, turn.Facts.Held);
        var own = new List<string>();
        turn.Say(EngineTexts.DataTitle);
        turn.Say(
            EngineTexts.DataProfile,
            ("name", Given(facts.Name)),
            ("role", Given(facts.Role is { } role ? turn.Text(RoleText(role)) : null)),
            ("satker", Given(facts.Satker is { } satker ? $"{satker.Name} ({satker.Code})" : null)),
            ("lembaga", Given(facts.Lembaga)),
            ("lingkungan", Given(facts.Lingkungan is { } sector ? LabelOf(Dialogs.ProfileField.Lingkungan, sector) : null)),
            ("language", LabelOf(Dialogs.ProfileField.Language, turn.Language)),
            ("consent", Given(held?.ConsentedAt is { } at ? Local(at) : null)));
        if (facts.SilentSince is { } since)
            turn.Say(EngineTexts.DataSilent, ("since", Local(since)));
        foreach (var submission in held?.Submissions ?? [])
            turn.Say(Describe(submission));
        if (held is null || held.Submissions.IsEmpty)
            turn.Say(EngineTexts.DataNothingSent);
        foreach (var message in held?.Own ?? [])
            own.Add($"{Local(message.At)}: {message.Text ?? turn.Text(EngineTexts.DataForgotten)}");
        if (own.Count > 0)
            turn.Say(string.Join('\n', own));
        turn.Say(EngineTexts.DataMessages, ("count", $"{held?.Messages ?? 0}"), ("since", Given(held?.FirstMessageAt is { } first ? Local(first) : null)));
        if (held is { Channels.Length: > 1 })
            turn.Say(EngineTexts.DataChannels, ("channels", string.Join(", ", held.Channels.Select(c => turn.Text(EngineTexts.DataChannel, ("channel", LinkFlow.ChannelName(turn, c.Channel)), ("since", Local(c.Since)))))));
        if (held is { Notices: > 0 })
            turn.Say(EngineTexts.DataNotices, ("count", $"{held.Notices}"));
        SayDeeds(held);
        if (held is { Invitations: > 0 })
            turn.Say(EngineTexts.DataInvitations, ("count", $"{held.Invitations}"));
        turn.Say(EngineTexts.DataErase);
        flow.Repeat();
    }

    /// <summary>That somebody joined, their role tells already.</summary>
    private void SayDeeds(HeldData? held)
    {
        if (held is null || held.Deeds.All(d => d is { Deed: Joined, Count: 1 }))
            return;
        var deeds = held.Deeds.GroupBy(d => DeedText(d.Deed)).Select(g => turn.Text(
            EngineTexts.DataDeed, ("deed", turn.Text(g.Key)), ("count", $"{g.Sum(d => d.Count)}"), ("date", Local(g.Max(d => d.LastAt)))));
        turn.Say(EngineTexts.DataDeeds, ("deeds", string.Join('\n', deeds)));
    }

    private const string Joined = "invitation-used";

    private static TextKey DeedText(string deed) => deed switch
    {
        Joined => EngineTexts.DeedJoined,
        "person-moved" => EngineTexts.DeedMoved,
        "role-changed" => EngineTexts.DeedRole,
        "person-removed" => EngineTexts.DeedRemoved,
        "conversation-joined" => EngineTexts.DeedLinked,
        "invitation-created" or "invitation-ended" => EngineTexts.DeedInvited,
        "broadcast" => EngineTexts.DeedBroadcast,
        "forward-reports" => EngineTexts.DeedForwarded,
        "tell-reports-apart" => EngineTexts.DeedReviewed,
        "remind" => EngineTexts.DeedReminded,
        "add-kawasan" or "set-kawasan-status" or "add-entry" or "set-entry-status" => EngineTexts.DeedKawasan,
        "target" or "realisation" => EngineTexts.DeedTarget,
        "revise-report" or "fix-report" => EngineTexts.DeedChangedReport,
        _ when deed.EndsWith("-report", StringComparison.Ordinal) || deed == "ask-fix" => EngineTexts.DeedReviewed,
        _ => EngineTexts.DeedOther,
    };

    private string Describe(HeldSubmission submission)
    {
        var dialog = turn.Definitions.Find(submission.DialogId, submission.DialogHash) ?? turn.Definitions.Find(submission.DialogId);
        var lines = new List<string> { $"{TitleOf(submission.DialogId)} · {StatusOf(submission.Status)} · {Local(submission.ChangedAt)}" };
        foreach (var answer in submission.Answers)
        {
            var step = StepOf(dialog, answer.StepId);
            lines.Add($"- {step?.Label?.In(turn.Language) ?? answer.StepId}: {_answers.Of(step, answer.Value)}");
        }

        foreach (var change in submission.Changes)
            lines.Add(turn.Text(
                EngineTexts.DataChange,
                ("date", Local(change.ChangedAt)),
                ("label", StepOf(dialog, change.StepId)?.Label?.In(turn.Language) ?? change.StepId),
                ("before", Shown(dialog, change.StepId, change.Before)),
                ("after", Shown(dialog, change.StepId, change.After))));
        return string.Join('\n', lines);
    }

    private string Shown(Dialogs.Dialog? dialog, string stepId, AnswerValue? value) =>
        value is null ? turn.Text(EngineTexts.NotGiven) : _answers.Of(StepOf(dialog, stepId), value);

    private Dialogs.Step? StepOf(Dialogs.Dialog? dialog, string stepId) => dialog is null ? null : ItemSteps.Find(turn.Definitions, dialog, stepId);

    private string TitleOf(string dialogId) => turn.Definitions.Find(dialogId)?.Title.In(turn.Language) ?? dialogId;

    private string StatusOf(string status) => status switch
    {
        "draft" => turn.Text(EngineTexts.StatusDraft),
        "submitted" => turn.Text(EngineTexts.StatusSubmitted),
        "cancelled" => turn.Text(EngineTexts.StatusCancelled),
        "expired" => turn.Text(EngineTexts.StatusExpired),
        _ => status,
    };

    /// <summary>A stored key in the words of the registration that asked for it.</summary>
    private string LabelOf(Dialogs.ProfileField field, string key)
    {
        return _answers.Of(turn.Definitions.StepThatSaves(field), new AnswerValue.Choice(key));
    }

    internal static TextKey RoleText(string role) => role switch
    {
        "petugas" => EngineTexts.RolePetugas,
        "admin" => EngineTexts.RoleAdmin,
        "respondent" => EngineTexts.RoleRespondent,
        _ => EngineTexts.RolePenggiat,
    };

    private string Given(string? value) => value ?? turn.Text(EngineTexts.NotGiven);

    private string Local(DateTimeOffset at) => _answers.Moment(at, turn.Facts.UtcOffsetMinutes);
}
