using KotanBot.Core.Conversations;
using System.Collections.Immutable;

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
    /// <summary>Every answer of the sheets submitted in [from, to) in the office's subtree; which sheet of a person counts is the caller's choice.</summary>
    public IReadOnlyList<ScoreRow> ReadScores(string dialogId, string satkerCode, DateTimeOffset from, DateTimeOffset to) => throw new NotSupportedException($"{dialogId}{satkerCode}{from}{to}{database.GetHashCode()}{keys.GetHashCode()}");

    /// <summary>Newest change first.</summary>
    public IReadOnlyList<StoredSubmission> ReadSubmissions(SubmissionFilter filter) => throw new NotSupportedException($"{filter}");
}
