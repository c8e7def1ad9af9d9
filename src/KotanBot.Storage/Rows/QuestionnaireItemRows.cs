using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>questionnaire_item</c> table: what was asked, how it came to be asked, and how it went.</summary>
internal static class QuestionnaireItemRows
{
    public static void Ask(DbConnection connection, DbTransaction? transaction, Effect.AskItem ask, long now) =>
        connection.Execute(AskSql, new
        {
            submissionId = ask.SubmissionId,
            stepId = ask.StepId,
            questionnaire = ask.StepId[..ask.StepId.IndexOf('.', StringComparison.Ordinal)],
            bankId = ask.Bank,
            bankHash = ask.BankHash,
            itemId = ask.Item,
            variable = ask.Variable,
            respondentGroup = ask.Group,
            region = ask.Region,
            askedAs = ask.As.ToString().ToLowerInvariant(),
            probability = ask.Probability,
            now,
        }, transaction);

    private const string AskSql = """
        insert into questionnaire_item (submission_id, step_id, questionnaire, bank_id, bank_hash, item_id, variable, respondent_group, region, asked_as, probability, asked_at)
        values (@submissionId, @stepId, @questionnaire, @bankId, @bankHash, @itemId, @variable, @respondentGroup, @region, @askedAs, @probability, @now)
        """;

    /// <summary>The time of the first answer stays, whatever is corrected later.</summary>
    public static void Answer(DbConnection connection, DbTransaction? transaction, string submissionId, string stepId, double seconds, long now) =>
        connection.Execute(AnswerSql, new { submissionId, stepId, seconds, now }, transaction);

    private const string AnswerSql = """
        update questionnaire_item set answered_at = @now, seconds = @seconds where submission_id = @submissionId and step_id = @stepId and dropped = 0 and answered_at is null
        """;

    public static void NoteHelp(DbConnection connection, DbTransaction? transaction, Effect.NoteHelp help) =>
        connection.Execute(NoteHelpSql, new { submissionId = help.SubmissionId, stepId = help.StepId }, transaction);

    private const string NoteHelpSql = "update questionnaire_item set helps = helps + 1 where submission_id = @submissionId and step_id = @stepId and dropped = 0";

    /// <summary>The items no longer belong to the questionnaire, but that they were asked stays known.</summary>
    public static void Drop(DbConnection connection, DbTransaction? transaction, Effect.DropItems drop) =>
        connection.Execute(DropSql, new { submissionId = drop.SubmissionId, questionnaire = drop.Questionnaire }, transaction);

    private const string DropSql = """
        update questionnaire_item set dropped = 1 + (select max(other.dropped) from questionnaire_item other where other.submission_id = @submissionId)
        where submission_id = @submissionId and questionnaire = @questionnaire and dropped = 0
        """;

    /// <summary>How often each item of a bank was asked in a region; what was cancelled, never finished or dropped does not count.</summary>
    public static IEnumerable<ItemExposure> ReadExposures(DbConnection connection, string bankId, string region) =>
        connection.Query<Exposure>(ReadExposuresSql, new { bankId, region }).Select(e => new ItemExposure(bankId, e.RespondentGroup, e.ItemId, (int)e.Asked) { Region = region });

    private sealed class Exposure
    {
        public string RespondentGroup { get; init; } = "";

        public string ItemId { get; init; } = "";

        public long Asked { get; init; }
    }

    private const string ReadExposuresSql = """
        select q.respondent_group as RespondentGroup, q.item_id as ItemId, count(*) as Asked
        from questionnaire_item q join submission s on s.id = q.submission_id
        where q.bank_id = @bankId and q.region = @region and q.dropped = 0 and s.status in ('draft', 'submitted')
        group by q.respondent_group, q.item_id order by q.respondent_group, q.item_id
        """;
}
