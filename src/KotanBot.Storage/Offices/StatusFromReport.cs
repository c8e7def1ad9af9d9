using System.Data.Common;
using Dapper;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Gives an entry the status that an accepted report tells. A report sets each status once, however often it is accepted; what it set stays in the history when it
/// is taken back or rejected later, and the history then says that the report fell.
/// </summary>
internal sealed class StatusFromReport(DbConnection connection, DbTransaction? transaction, Actor actor, Scope scope)
{
    private sealed class Answer
    {
        public string StepId { get; init; } = "";

        public string? Choice { get; init; }

        public string? ToOn { get; init; }
    }

    /// <returns>What was set and what stood before; null where nothing was.</returns>
    public (string Entry, string? Before, string After)? Set(string submissionId, StatusSetting setting)
    {
        var answers = connection.Query<Answer>(AnswersSql, new { submissionId, entry = setting.Entry, status = setting.Status, dated = setting.Dated }, transaction).AsList();
        if (answers.Find(a => a.StepId == setting.Entry)?.Choice is not { } entry || answers.Find(a => a.StepId == setting.Status)?.Choice is not { } status)
            return null;
        if (RegisterRows.FindSetBy(connection, transaction, submissionId) == (entry, status) || RegisterRows.FindLast(connection, transaction, scope, entry) is not { } last)
            return null;
        var on = answers.Find(a => a.StepId == setting.Dated)?.ToOn is { } day ? Instant.Day(day) : DateOnly.FromDateTime(actor.Now.ToOffset(TimeSpan.FromMinutes(actor.UtcOffsetMinutes)).DateTime);
        var line = new RegisterRows.Line(entry, last.Next, status, on) { SetBy = actor.PersonId, SubmissionId = submissionId };
        RegisterRows.Append(connection, transaction, line, actor.NowAt);
        IndexMarkRows.TouchEntry(connection, transaction, entry);
        return (entry, last.Before, status);
    }

    private const string AnswersSql = """
        select step_id as StepId, choice as Choice, to_on as ToOn from answer
        where submission_id = @submissionId and (step_id = @entry or step_id = @status or step_id = @dated) and missing_reason is null
        """;
}
