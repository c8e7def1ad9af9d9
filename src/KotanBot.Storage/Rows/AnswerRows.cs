using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>answer</c> and <c>answer_change</c> tables.</summary>
internal static class AnswerRows
{
    public static void Save(DbConnection connection, DbTransaction? transaction, IReadOnlyList<AnswerRow> rows)
    {
        foreach (var row in rows)
            connection.Execute(SaveSql, row, transaction);
        connection.Execute(DropAfterSql, new { submissionId = rows[0].SubmissionId, stepId = rows[0].StepId, count = (long)rows.Count }, transaction);
        // Whoever skips a step takes back the photos that they had sent for it.
        if (rows[0].Kind is "photos" or "skipped")
            MarkPhotos(connection, transaction, rows[0].SubmissionId);
    }

    /// <summary>A replaced answer keeps the sequence of its first giving, so that answers stay in the order of their questions.</summary>
    private const string SaveSql = """
        insert into answer (submission_id, step_id, position, sequence, kind, choice, number, estimated, from_on, to_on, region_code, latitude, longitude, text_cipher, missing_reason)
        values (@SubmissionId, @StepId, @Position, @Sequence, @Kind, @Choice, @Number, @Estimated, @FromOn, @ToOn, @RegionCode, @Latitude, @Longitude, @TextCipher, @MissingReason)
        on conflict (submission_id, step_id, position) do update set kind = excluded.kind, choice = excluded.choice, number = excluded.number,
            estimated = excluded.estimated, from_on = excluded.from_on, to_on = excluded.to_on, region_code = excluded.region_code,
            latitude = excluded.latitude, longitude = excluded.longitude, text_cipher = excluded.text_cipher, missing_reason = excluded.missing_reason
        """;

    private const string DropAfterSql = "delete from answer where submission_id = @submissionId and step_id = @stepId and position >= @count";

    public static void Remove(DbConnection connection, DbTransaction? transaction, string submissionId, string stepId)
    {
        connection.Execute(DropAfterSql, new { submissionId, stepId, count = 0L }, transaction);
        MarkPhotos(connection, transaction, submissionId);
    }

    private static void MarkPhotos(DbConnection connection, DbTransaction? transaction, string submissionId) =>
        connection.Execute(MarkPhotosSql, new { submissionId }, transaction);

    private const string MarkPhotosSql = """
        update submission set has_photos = case when exists (select 1 from answer a where a.submission_id = submission.id and a.kind = 'photos' and a.choice is not null) then 1 end
        where id = @submissionId
        """;

    public static ImmutableArray<StepAnswer> Read(DbConnection connection, string submissionId, PersonKey? key) =>
        [.. connection.Query<AnswerRow>(ReadSql, new { submissionId })
            .GroupBy(r => r.StepId)
            .OrderBy(g => g.Min(r => r.Sequence))
            .Select(g => (g.Key, Value: AnswerRow.ToValue([.. g], key)))
            .Where(a => a.Value is not null)
            .Select(a => new StepAnswer(a.Key, a.Value!))];

    private const string ReadSql = """
        select submission_id as SubmissionId, step_id as StepId, position as Position, sequence as Sequence, kind as Kind, choice as Choice,
            number as Number, estimated as Estimated, from_on as FromOn, to_on as ToOn, region_code as RegionCode,
            latitude as Latitude, longitude as Longitude, text_cipher as TextCipher, missing_reason as MissingReason,
            (select e.name from register_entry e where answer.kind = 'entry' and e.id = answer.choice) as EntryName
        from answer where submission_id = @submissionId order by sequence, step_id, position
        """;

    /// <summary>Free text, places on the map and files stay sealed in the audit; options, numbers, days and regions are plain.</summary>
    public static void RecordChange(DbConnection connection, DbTransaction? transaction, PersonKey key, Effect.ReviseAnswer change, long sequence, long now)
    {
        string? Column(AnswerValue? value, string which) => value is null
            ? null
            : value is AnswerValue.Text or AnswerValue.Point or AnswerValue.Photos
                ? key.Seal(ConversationJson.Write(value), ChangePlace(which, change.SubmissionId, sequence))
                : PersonKey.PlainScheme + ConversationJson.Write(value);
        connection.Execute(RecordChangeSql, new
        {
            submissionId = change.SubmissionId,
            sequence,
            stepId = change.StepId,
            now,
            before = Column(change.Before, "before_cipher"),
            after = Column(change.After, "after_cipher"),
        }, transaction);
    }

    private const string RecordChangeSql = """
        insert into answer_change (submission_id, sequence, step_id, changed_at, before_cipher, after_cipher)
        values (@submissionId, @sequence, @stepId, @now, @before, @after)
        """;

    private static string ChangePlace(string column, string submissionId, long sequence) => $"answer_change.{column}|{submissionId}|{sequence}";

    public static IReadOnlyList<AnswerChange> ReadChanges(DbConnection connection, string submissionId, PersonKey? key)
    {
        AnswerValue? Value(string? stored, string column, long sequence) =>
            stored is null || (key is null && !stored.StartsWith(PersonKey.PlainScheme, StringComparison.Ordinal))
                ? null
                : ConversationJson.Read<AnswerValue>(PersonKey.Open(key, stored, ChangePlace(column, submissionId, sequence)));
        return connection.Query<Change>(ReadChangesSql, new { submissionId })
            .Select(c => new AnswerChange(
                c.StepId, Value(c.BeforeCipher, "before_cipher", c.Sequence), Value(c.AfterCipher, "after_cipher", c.Sequence), Instant.At(c.ChangedAt)))
            .ToList();
    }

    private sealed class Change
    {
        public string StepId { get; init; } = "";

        public long Sequence { get; init; }

        public long ChangedAt { get; init; }

        public string? BeforeCipher { get; init; }

        public string? AfterCipher { get; init; }
    }

    private const string ReadChangesSql = """
        select step_id as StepId, sequence as Sequence, changed_at as ChangedAt, before_cipher as BeforeCipher, after_cipher as AfterCipher
        from answer_change where submission_id = @submissionId order by sequence
        """;
}
