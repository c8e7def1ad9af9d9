namespace KotanBot.Storage.Sqlite;

/// <summary>
/// Holds the audit to what it promises, whoever writes: no line goes, and none changes what it tells. Only what names a person can be taken
/// from a line, because an erasure must. Triggers are written differently for each engine, so they are no migration.
/// </summary>
internal static class AuditGuard
{
    public const string Sql = """
        create trigger if not exists audit_keeps before delete on audit begin select raise(abort, 'the audit only grows'); end;
        create trigger if not exists audit_stays before update of id, at, satker_code, deed, before_value, after_value on audit begin select raise(abort, 'the audit only grows'); end;
        """;
}
