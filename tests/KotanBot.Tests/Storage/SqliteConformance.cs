using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public sealed class SqliteTurnStore : TurnStoreConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteMessageStore : MessageStoreConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteChannel : ChannelConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteInvitation : InvitationConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteTrustedOrigin : TrustedOriginConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteFacts : FactsConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteAnswerStore : AnswerStoreConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteQuestionnaire : QuestionnaireConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteAssisted : AssistedConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteExport : ExportConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteSatker : SatkerConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteTarget : TargetConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteReminder : ReminderConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteErasure : ErasureConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);

    protected override IReadOnlyList<(string Table, string Column)> TextColumns() =>
        [.. Column("select name from sqlite_master where type = 'table'")
            .SelectMany(t => Column($"select name from pragma_table_info('{t}') where lower(type) = 'text'").Select(c => (t, c)))];
}

public sealed class SqliteLink : LinkConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);

    protected override IReadOnlyList<(string Table, string Column)> TextColumns() =>
        [.. Column("select name from sqlite_master where type = 'table'")
            .SelectMany(t => Column($"select name from pragma_table_info('{t}') where lower(type) = 'text'").Select(c => (t, c)))];
}

public sealed class SqliteMember : MemberConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteMemberChange : MemberChangeConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteFix : FixConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteTally : TallyConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteReview : ReviewConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteAudit : AuditConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteSummary : SummaryConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteApiToken : ApiTokenConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteIndex : IndexConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteRegister : RegisterConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteReportList : ReportListConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}

public sealed class SqliteForm : FormConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);
}
