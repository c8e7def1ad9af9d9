namespace KotanBot.Storage;

/// <summary>Database, keys and every store over them, opened together and closed together.</summary>
public sealed class Stores : IAsyncDisposable
{
    private Stores(DataFolder folder, Database database, KeyRing keys)
    {
        Folder = folder;
        Database = database;
        Keys = keys;
        Attachments = new AttachmentStore(database, keys, folder);
        MediaIds = new MediaIds(keys);
        Ended = new EndedAddresses(database, keys);
        TrustedOrigins = new TrustedOriginStore(database);
        Turns = new TurnStore(database, keys, Attachments, Ended);
        Messages = new MessageStore(database, keys);
        Facts = new FactsStore(database, keys);
        Invitations = new InvitationStore(database, keys);
        Lembagas = new LembagaStore(database);
        Satkers = new SatkerStore(database);
        Targets = new TargetStore(database);
        Tallies = new TallyStore(database);
        ItemTallies = new ItemTallyStore(database);
        Audit = new AuditStore(database);
        ApiTokens = new ApiTokenStore(database, keys);
        Reminders = new ReminderStore(database, keys);
        OverdueFixes = new OverdueFixStore(database, keys);
        Summaries = new SummaryStore(database, keys);
        Changes = new ChangeStore(database);
        Indices = new IndexStore(database, keys);
        Registers = new RegisterStore(database);
        Regions = new RegionStore(database);
        DialogVersions = new DialogVersionStore(database);
        BankVersions = new BankVersionStore(database);
        Forms = new FormStore(database);
        Answers = new AnswerStore(database, keys);
        Questionnaires = new QuestionnaireStore(database, keys);
        Exports = new ExportStore(database, keys);
        SiteAccess = new SiteAccessStore(database, keys);
        Reports = new ReportStore(database, keys);
        Offices = new OfficeStore(database, keys, Turns);
        DataPackages = new DataPackageStore(database, keys);
        Wakes = new WakeStore(database);
        Notices = new NoticeStore(database, keys);
        Reachability = new ReachabilityStore(database, keys, Turns);
        FailedUpdates = new FailedUpdateStore(database, keys);
    }

    public DataFolder Folder { get; }

    public Database Database { get; }

    public KeyRing Keys { get; }

    public TurnStore Turns { get; }

    public MessageStore Messages { get; }

    public FactsStore Facts { get; }

    public InvitationStore Invitations { get; }

    public LembagaStore Lembagas { get; }

    public SatkerStore Satkers { get; }

    public TargetStore Targets { get; }

    public TallyStore Tallies { get; }

    public RegisterStore Registers { get; }

    public ItemTallyStore ItemTallies { get; }

    public AuditStore Audit { get; }

    public ApiTokenStore ApiTokens { get; }

    public ReminderStore Reminders { get; }

    public OverdueFixStore OverdueFixes { get; }

    public SummaryStore Summaries { get; }

    public IndexStore Indices { get; }

    public ChangeStore Changes { get; }

    public RegionStore Regions { get; }

    public DialogVersionStore DialogVersions { get; }

    public BankVersionStore BankVersions { get; }

    public FormStore Forms { get; }

    public AnswerStore Answers { get; }

    public QuestionnaireStore Questionnaires { get; }

    public ExportStore Exports { get; }

    public DataPackageStore DataPackages { get; }

    public SiteAccessStore SiteAccess { get; }

    public ReportStore Reports { get; }

    public OfficeStore Offices { get; }

    public WakeStore Wakes { get; }

    public NoticeStore Notices { get; }

    public ReachabilityStore Reachability { get; }

    public FailedUpdateStore FailedUpdates { get; }

    public AttachmentStore Attachments { get; }

    public MediaIds MediaIds { get; }

    public EndedAddresses Ended { get; }

    public TrustedOriginStore TrustedOrigins { get; }

    /// <summary>For the process that holds the lock.</summary>
    public static async Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) =>
        await OverAsync(folder, await Database.OpenAsync(folder, options));

    /// <summary>For verbs beside a running server.</summary>
    public static async Task<Stores> OpenReadOnlyAsync(DataFolder folder) => await OverAsync(folder, Database.OpenReadOnly(folder));

    private static async Task<Stores> OverAsync(DataFolder folder, Database database)
    {
        try
        {
            return new Stores(folder, database, await KeyRing.OpenAsync(folder, database));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
