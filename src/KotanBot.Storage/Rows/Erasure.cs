using System.Data.Common;
using Dapper;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>
/// Removes a person inside the turn's transaction. What they sent stays as anonymous options and numbers; everything that could
/// name them, and everything not sent, goes. Sealed columns are emptied although their key is destroyed: two locks are better.
/// </summary>
internal static class Erasure
{
    public static WrittenTurn Run(DbConnection connection, DbTransaction? transaction, KeyRing keys, SealedTurn turn)
    {
        var (personId, now) = (turn.PersonId, turn.NowAt);
        var person = new { personId };
        var readers = new ForgettingWriter(connection, transaction, keys, turn).Write();
        var files = AttachmentRows.FilesOfPerson(connection, transaction, personId);
        var sent = connection.Query<string>("select id from submission where person_id = @personId and status = 'submitted'", person, transaction).AsList();
        foreach (var dialogId in connection.Query<string>("select distinct dialog_id from submission where person_id = @personId", person, transaction).AsList())
            connection.Execute(NameRespondentSql, new { personId, dialogId, respondent = NewId.Create() }, transaction);
        TallyRows.TouchPerson(connection, transaction, personId);
        IndexMarkRows.TouchPerson(connection, transaction, personId);
        foreach (var sql in Steps)
            connection.Execute(sql, person, transaction);
        var other = NewId.Create();
        connection.Execute(RenameActorSql, new { personId, other }, transaction);
        connection.Execute(RenameSubjectSql, new { personId, other }, transaction);
        foreach (var id in sent)
            Rename(connection, transaction, id);
        MessageRows.Blank(connection, transaction, personId, turn.After.Id, turn.After.Turn, now);
        TurnRows.Blank(connection, transaction, personId);
        var (farewells, ended) = new FarewellWriter(connection, transaction, keys, turn).Write();
        ConversationRows.Close(connection, transaction, personId);
        KeyRing.Destroy(connection, transaction, personId);
        PersonRows.Delete(connection, transaction, personId);
        return new WrittenTurn(files, farewells, ended) { Touched = readers };
    }

    /// <summary>
    /// A submission's id derives from its conversation, whose row stays: whoever knows the derivation could tell which submissions
    /// were one person's. So each gets a random one that leads nowhere.
    /// </summary>
    private static void Rename(DbConnection connection, DbTransaction? transaction, string id)
    {
        var parameters = new { id, other = NewId.Create() };
        foreach (var sql in Renames)
            connection.Execute(sql, parameters, transaction);
    }

    private static readonly string[] Renames =
    [
        "update submission set respondent = @other where id = @id and respondent = @id",
        "update submission set id = @other where id = @id",
        "update answer set submission_id = @other where submission_id = @id",
        "update answer_change set submission_id = @other where submission_id = @id",
        "update entry_status set submission_id = @other where submission_id = @id",
        "update questionnaire_item set submission_id = @other where submission_id = @id",
        "update audit set subject = @other where subject = @id",
        "update report_apart set submission_id = @other where submission_id = @id",
        "update report_apart set other_id = @other where other_id = @id",
    ];

    /// <summary>The audit keeps what was done, and that one person did it or had it done to them; who that was, it no longer tells.</summary>
    private const string RenameActorSql = "update audit set actor_id = @other where actor_id = @personId";
    private const string RenameSubjectSql = "update audit set subject = @other where subject = @personId";

    private const string NameRespondentSql = "update submission set respondent = @respondent where person_id = @personId and dialog_id = @dialogId and respondent is null";

    private const string Unsent = "(select id from submission where person_id = @personId and status <> 'submitted')";
    private const string Sent = "(select id from submission where person_id = @personId and status = 'submitted')";

    /// <summary>In this order: the submissions lose their person last, because the steps before find them by it.</summary>
    private static readonly string[] Steps =
    [
        "delete from failed_update where address_hash in (select address_hash from conversation where person_id = @personId)",
        "delete from answer where submission_id in " + Unsent,
        "delete from answer_change where submission_id in " + Unsent,
        "delete from questionnaire_item where submission_id in " + Unsent,
        "update answer set text_cipher = null, latitude = null, longitude = null where kind in ('text', 'point') and submission_id in " + Sent,
        "delete from answer where kind = 'photos' and submission_id in " + Sent,
        "update submission set has_photos = null where person_id = @personId",
        "update answer_change set before_cipher = null where substr(before_cipher, 1, 3) = 'k1:' and submission_id in " + Sent,
        "update answer_change set after_cipher = null where substr(after_cipher, 1, 3) = 'k1:' and submission_id in " + Sent,
        "delete from submission where person_id = @personId and status <> 'submitted'",
        "update submission set review = 'submitted', fix_step = null, fix_asked_by = null, fix_asked_at = null where person_id = @personId and review = 'needs-fix'",
        "update submission set fix_asked_by = null where fix_asked_by = @personId",
        "update submission set person_id = null where person_id = @personId",
        "delete from attachment where person_id = @personId",
        "delete from site_link where person_id = @personId",
        "delete from site_session where person_id = @personId",
        "update invitation set made_by = null where made_by = @personId",
        "delete from notice where person_id = @personId or content_id in (select id from notice_content where sealed_by = @personId)",
        NoticeRows.DropUnusedSql,
        MentionRows.DeleteSql,
        "update audit set note_cipher = null where actor_id = @personId",
        "delete from link_code where person_id = @personId",
        "update entry_status set reason_cipher = null, set_by = null where set_by = @personId",
    ];
}
