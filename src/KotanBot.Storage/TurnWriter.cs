using System.Data.Common;
using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>Writes one sealed turn inside the writer's savepoint: rows first, then every effect in order, an erasure last.</summary>
internal sealed class TurnWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys, SealedTurn turn)
{
    private const int EffectsPerTurn = 1000;

    private OfficeWriter? _office;
    private ArrivingReport? _arriving;

    /// <summary>The turn does not fit the database as it is now. Thrown so that the savepoint takes back what was written.</summary>
    internal sealed class RefusedException(CommitResult result) : Exception
    {
        public CommitResult Result => result;
    }

    private ArrivingReport Arriving => _arriving ??= new ArrivingReport(connection, transaction, keys, turn);

    public WrittenTurn Write()
    {
        WriteConversation();
        TurnRows.Insert(connection, transaction, turn);
        if (turn.Inbound is { } inbound && !MessageRows.Insert(connection, transaction, turn, inbound))
            throw new RefusedException(FindDuplicate() ?? throw new InvalidOperationException($"place {inbound.Ordinal} of {turn.After.Id} is taken"));
        foreach (var message in turn.Outbound)
        {
            if (!MessageRows.Insert(connection, transaction, turn, message))
                throw new InvalidOperationException($"place {message.Ordinal} of {turn.After.Id} is taken");
        }
        if (turn.Commit.Input is Input.Notice notice)
            WriteTold(notice);
        foreach (var mention in turn.Mentions)
            WriteMention(mention);
        var effects = turn.Commit.Result.Effects;
        var mayLeave = effects.Any(LeavingWriter.MayLeave);
        var person = mayLeave ? PersonRows.Find(connection, turn.PersonId, transaction) : null;
        for (var i = 0; i < effects.Length; i++)
            Write(effects[i], (turn.After.Turn * EffectsPerTurn) + i);
        if (turn.EndedHash is { } ended)
            EndedAddressRows.Insert(connection, transaction, ended, turn.NowAt);
        var written = turn.Erases ? Erasure.Run(connection, transaction, keys, turn) : WrittenTurn.Plain;
        if (mayLeave)
            new LeavingWriter(connection, transaction, keys, Actor.Of(turn)).Write(turn.PersonId, person);
        if (effects.OfType<Effect.JoinPerson>().FirstOrDefault() is { } join)
            new JoiningWriter(connection, transaction, keys, turn).Join(join.Code);
        return written with { Touched = [.. written.Touched, .. _office?.Touched ?? []] };
    }

    private void WriteConversation()
    {
        if (!turn.Commit.Before.IsNew)
        {
            if (!ConversationRows.Update(connection, transaction, turn))
                throw new RefusedException(DuplicateOrConflict());
            return;
        }
        if (!ConversationRows.Insert(connection, transaction, turn))
            throw new RefusedException(DuplicateOrConflict());
        PersonRows.Insert(connection, transaction, turn.PersonId, turn.NowAt);
        keys.Save(connection, transaction, turn.PersonId, turn.Key);
    }

    private void WriteTold(Input.Notice notice)
    {
        if (!NoticeRows.MarkTold(connection, transaction, notice.Id, turn.NowAt))
            throw new RefusedException(new CommitResult.Conflict());
        if (notice.What.Words is not { } words || words == Forgotten.Mark)
            return;
        // Nobody's any more: its words were read before whoever wrote them was erased.
        var sealer = NoticeRows.FindSealer(connection, transaction, notice.Id) ?? throw new RefusedException(new CommitResult.Conflict());
        if (sealer == turn.PersonId)
            return;
        var key = keys.Find(connection, sealer, transaction) ?? throw new RefusedException(new CommitResult.Conflict());
        WriteMention(SealedTurn.SealMention(turn.Commit, sealer, [words], key));
    }

    private void WriteMention(MentionRows.New mention)
    {
        if (!MentionRows.Insert(connection, transaction, turn.After.Id, turn.After.Turn, mention))
            throw new RefusedException(new CommitResult.Conflict());
    }

    private CommitResult DuplicateOrConflict() => FindDuplicate() is { } duplicate ? duplicate : new CommitResult.Conflict();

    private CommitResult.Duplicate? FindDuplicate()
    {
        if (turn.Inbound is not { InboundKey: { } key })
            return null;
        var row = MessageRows.FindByKey(connection, transaction, turn.Address.Channel, key);
        if (row is null)
            return null;
        var person = row.PersonId is { } id ? keys.Find(connection, id, transaction) : null;
        return new CommitResult.Duplicate(row.Open(person, turn.Address));
    }

    private void Write(Effect effect, long sequence)
    {
        var now = turn.NowAt;
        switch (effect)
        {
            case Effect.Say or Effect.ForgetInput or Effect.ErasePerson or Effect.JoinPerson:
                // Messages are written with the turn, forgetting happened when it was sealed, an erasure and a joining come last.
                break;
            case Effect.StartSubmission start:
                SubmissionRows.Start(connection, transaction, start.SubmissionId, turn.PersonId, start.DialogId, start.DialogHash, start.FromOther, now);
                break;
            case Effect.RecordAnswer record:
                SaveAnswer(record.SubmissionId, record.StepId, record.Value, sequence);
                SaveTime(record.SubmissionId, record.StepId, record.Seconds);
                break;
            case Effect.RemoveAnswer remove:
                SaveAnswer(remove.SubmissionId, remove.StepId, null, sequence);
                break;
            case Effect.ReviseAnswer revise:
                AnswerRows.RecordChange(connection, transaction, turn.Key, revise, sequence, now);
                SaveAnswer(revise.SubmissionId, revise.StepId, revise.After, sequence);
                Arriving.Change(revise.SubmissionId);
                SaveTime(revise.SubmissionId, revise.StepId, revise.Seconds);
                break;
            case Effect.AskItem ask:
                QuestionnaireItemRows.Ask(connection, transaction, ask, now);
                break;
            case Effect.DropItems drop:
                QuestionnaireItemRows.Drop(connection, transaction, drop);
                break;
            case Effect.NoteHelp help:
                QuestionnaireItemRows.NoteHelp(connection, transaction, help);
                break;
            case Effect.Submit submit:
                SubmissionRows.Submit(connection, transaction, submit.SubmissionId, turn.PersonId, submit.IsReviewed, now);
                if (submit.IsReviewed)
                    Arriving.Arrive(submit.SubmissionId);
                if (submit.Reports)
                    PersonRows.SetLastReport(connection, transaction, turn.PersonId, now);
                break;
            case Effect.ReturnReport back:
                Arriving.Return(back.SubmissionId);
                break;
            case Effect.CloseSubmission close:
                SubmissionRows.Close(connection, transaction, close.SubmissionId, close.Outcome.ToString().ToLowerInvariant(), now);
                break;
            case Effect.DropSubmission drop:
                SubmissionRows.Drop(connection, transaction, drop.SubmissionId);
                break;
            case Effect.SaveProfile save:
                SaveProfile(save);
                break;
            case Effect.SetSilence silence:
                PersonRows.SetSilence(connection, transaction, turn.PersonId, silence.Silent ? now : null);
                break;
            case Effect.Office office:
                (_office ??= new OfficeWriter(connection, transaction, keys, Actor.Of(turn))).Write(office.Deed);
                break;
            case Effect.OfferLink offer:
                LinkCodeRows.Put(connection, transaction, turn.PersonId, turn.After.Id, LinkCodeRows.Hash(keys, offer.Code), Instant.ToColumn(offer.ExpiresAt));
                break;
            case Effect.UseInvitation use:
                new InvitationWriter(connection, transaction, keys, Actor.Of(turn)).Use(use.Code, turn.After.Id);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void SaveAnswer(string submissionId, string stepId, AnswerValue? value, long sequence)
    {
        if (value is null)
            AnswerRows.Remove(connection, transaction, submissionId, stepId);
        else
            AnswerRows.Save(connection, transaction, AnswerRow.From(submissionId, stepId, value, sequence, turn.Key));
        SubmissionRows.Touch(connection, transaction, submissionId, turn.NowAt);
    }

    private void SaveTime(string submissionId, string stepId, double? seconds)
    {
        if (seconds is { } time)
            QuestionnaireItemRows.Answer(connection, transaction, submissionId, stepId, time, turn.NowAt);
    }

    private void SaveProfile(Effect.SaveProfile save)
    {
        var id = turn.PersonId;
        switch (save.Field)
        {
            case ProfileField.Language:
                PersonRows.SetLanguage(connection, transaction, id, save.Value);
                break;
            case ProfileField.Consent:
                PersonRows.SetConsent(connection, transaction, id, save.Value, turn.NowAt);
                break;
            case ProfileField.Name:
                PersonRows.SetName(connection, transaction, id, turn.Key.Seal(save.Value, PersonRows.NamePlace(id)));
                break;
            case ProfileField.Lembaga:
                PersonRows.SetLembaga(connection, transaction, id, LembagaWords.Of(id, save.Value, turn.Key, keys));
                break;
            case ProfileField.Lingkungan:
                PersonRows.SetLingkungan(connection, transaction, id, save.Value);
                break;
            case ProfileField.Invitation:
                throw new InvalidOperationException("an invitation is used, not saved in the profile");
            default:
                throw new UnreachableException();
        }
    }
}
