using System.Collections.Immutable;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>One answer of a sent index sheet. <paramref name="Respondent"/> tells respondents apart, also erased ones.</summary>
public sealed record ScoreRow(
    string SubmissionId,
    string Respondent,
    string SatkerCode,
    string? Lingkungan,
    string DialogHash,
    string StepId,
    string? Choice,
    string? MissingReason,
    DateTimeOffset SubmittedAt);

/// <summary>Which submissions: of an office and all below it, changed in a half-open span of time. Null does not restrict.</summary>
public sealed record SubmissionFilter(string? DialogId = null, string? SatkerCode = null, string? Status = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int Limit = 1000);

/// <summary>A submission with its answers in the order they were first given. Texts of erased persons are gone; <paramref name="PersonId"/> is then null.</summary>
public sealed record StoredSubmission(
    string Id,
    string DialogId,
    string DialogHash,
    string? PersonId,
    string? SatkerCode,
    string? Lingkungan,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset ChangedAt,
    ImmutableArray<StepAnswer> Answers);

/// <summary>Submissions and their answers. Turns write them (<see cref="TurnStore"/>); reports and indices read them here.</summary>
public sealed class AnswerStore(Database database, KeyRing keys)
{
    private sealed class Score
    {
        public string SubmissionId { get; init; } = "";

        public string Respondent { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string? Lingkungan { get; init; }

        public string DialogHash { get; init; } = "";

        public string StepId { get; init; } = "";

        public string? Choice { get; init; }

        public string? MissingReason { get; init; }

        public long SubmittedAt { get; init; }

        public ScoreRow ToRow() => new(SubmissionId, Respondent, SatkerCode, Lingkungan, DialogHash, StepId, Choice, MissingReason, Instant.At(SubmittedAt));
    }

    /// <summary>Every answer of the sheets submitted in [from, to) in the office's subtree, as far as the scope goes; which sheet of a person counts is the caller's choice.</summary>
    public IReadOnlyList<ScoreRow> ReadScores(Scope scope, string dialogId, string satkerCode, DateTimeOffset from, DateTimeOffset to)
    {
        var parameters = new { dialogId, satkerCode, fromAt = Instant.ToColumn(from), toAt = Instant.ToColumn(to), scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) };
        return database.Read(c => c.Query<Score>(ReadScoresSql, parameters).Select(s => s.ToRow()).ToList());
    }

    /// <summary>An erased respondent keeps one random name per dialog, so that their latest sheet still is the one that counts.</summary>
    private const string ReadScoresSql = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + """

        select s.id as SubmissionId, coalesce(s.respondent, s.person_id, 'sheet:' || s.id) as Respondent, s.satker_code as SatkerCode, s.lingkungan as Lingkungan,
            s.dialog_hash as DialogHash, a.step_id as StepId, a.choice as Choice, a.missing_reason as MissingReason, s.submitted_at as SubmittedAt
        from submission s join answer a on a.submission_id = s.id
        where s.dialog_id = @dialogId and s.status = 'submitted' and s.submitted_at >= @fromAt and s.submitted_at < @toAt
            and s.satker_code in (select code from tree) and
        """ + " " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn + """

        order by s.submitted_at, s.id, a.sequence, a.step_id, a.position
        """;

    /// <summary>Newest change first.</summary>
    public IReadOnlyList<StoredSubmission> ReadSubmissions(Scope scope, SubmissionFilter filter) => database.Read(connection =>
    {
        var submissions = new List<StoredSubmission>();
        foreach (var row in SubmissionRows.Read(connection, scope, filter))
        {
            var key = row.PersonId is { } person ? keys.Find(connection, person) : null;
            var answers = AnswerRows.Read(connection, row.Id, key);
            submissions.Add(new StoredSubmission(row.Id, row.DialogId, row.DialogHash, row.PersonId, row.SatkerCode, row.Lingkungan, row.Status,
                Instant.At(row.StartedAt), Instant.At(row.SubmittedAt), Instant.At(row.ChangedAt), answers));
        }
        return submissions;
    });

    /// <summary>What was changed after this submission was sent, oldest first.</summary>
    public IReadOnlyList<AnswerChange> ReadChanges(Scope scope, string submissionId) => database.Read<IReadOnlyList<AnswerChange>>(connection =>
    {
        var parameters = new { submissionId, scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) };
        if (connection.QuerySingleOrDefault<Owner>(FindOwnerSql, parameters) is not { } owner)
            return [];
        return [.. AnswerRows.ReadChanges(connection, submissionId, owner.PersonId is { } person ? keys.Find(connection, person) : null)];
    });

    private sealed class Owner
    {
        public string? PersonId { get; init; }
    }

    private const string FindOwnerSql = "with recursive " + ScopeSql.Tree + """

        select s.person_id as PersonId from submission s where s.id = @submissionId and
        """ + " " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn;
}
