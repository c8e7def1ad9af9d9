using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Carries answers of a registration over to the person: language at once, consent with the version agreed to.</summary>
internal sealed class ProfileFlow(Turn turn)
{
    public const string Agrees = "setuju";

    public void Save(Step step, AnswerValue value)
    {
        if (step.SavesAs is not { } field || value is AnswerValue.Skipped)
            return;
        var text = value switch
        {
            AnswerValue.Choice choice => choice.Key,
            AnswerValue.Text words => words.Value,
            _ => null,
        };
        if (text is null)
            return;
        switch (field)
        {
            case ProfileField.Language:
                turn.Conversation = turn.Conversation with { Language = text };
                break;
            case ProfileField.Consent:
                if (text != Agrees)
                    return;
                text = ConsentVersion.Of(turn.Run!.DialogId, step);
                turn.Facts = turn.Facts with { Consent = text };
                break;
            case ProfileField.Invitation:
                UseInvitation(text);
                return;
            case ProfileField.Name or ProfileField.Lembaga or ProfileField.Lingkungan:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        turn.Do(new Effect.SaveProfile(field, text));
    }

    private void UseInvitation(string code)
    {
        var invitation = turn.Facts.Invitation!;
        turn.Do(new Effect.UseInvitation(code));
        turn.Facts = turn.Facts with { Role = invitation.Role, Satker = invitation.Satker, LembagaId = null, LembagaGiven = false };
        if (invitation.Lembaga is { } lembaga)
        {
            turn.Facts = turn.Facts with { Lembaga = lembaga.Name, Lingkungan = lembaga.Lingkungan, LembagaId = lembaga.Id, LembagaGiven = true };
            turn.Say(EngineTexts.CodeAcceptedOf, ("satker", invitation.Satker?.Name ?? ""), ("lembaga", lembaga.Name));
            return;
        }

        turn.Say(EngineTexts.CodeAccepted, ("satker", invitation.Satker?.Name ?? ""));
    }
}
