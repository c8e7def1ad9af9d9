using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>
/// What every database engine must do the same. One abstract class a behaviour, one sealed subclass an engine; each test has a
/// data folder of its own.
/// </summary>
public abstract class StoreConformance : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly string _path = Path.Combine(Path.GetTempPath(), "kotanbot-" + Guid.NewGuid().ToString("n"));

    private readonly Dictionary<string, Chat> _chats = [];
    private int _opened;

    protected DataFolder Folder { get; private set; } = null!;

    protected Stores Stores { get; private set; } = null!;

    protected abstract Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null);

    public async ValueTask InitializeAsync()
    {
        Folder = DataFolder.Open(_path);
        Stores = await OpenAsync(Folder);
        await Seeds.EnsureAsync(Stores.Database, null);
    }

    public async ValueTask DisposeAsync()
    {
        await Stores.DisposeAsync();
        Directory.Delete(_path, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task ReopenAsync()
    {
        await Stores.DisposeAsync();
        Stores = await OpenAsync(Folder);
        _chats.Clear();
        _opened++;
    }

    /// <summary>The conversation of this name, the same one each time; after a start anew its messages are others.</summary>
    protected Chat ChatOf(string name) => _chats.TryGetValue(name, out var known) ? known : _chats[name] = new Chat(Stores, name) { Now = Now, KeyPrefix = $"{name}.{_opened}" };

    /// <summary>Whose conversation it is, among those of <see cref="ChatOf"/>.</summary>
    protected string NameOf(string conversationId) => _chats.First(c => c.Value.Load().Conversation.Id == conversationId).Key;

    /// <summary>Joins an office by an invitation; the person's id.</summary>
    protected async Task<string> JoinAsync(string name, string satker, string role, PlannedLembaga? lembaga = null)
    {
        var code = await Stores.Invitations.CreateAsync(new InvitationPlan(satker, role, 1, 7) { Lembaga = lembaga }, Now);
        await ChatOf(name).SayAsync("/mulai", new Effect.UseInvitation(code));
        return ChatOf(name).Load().PersonId;
    }

    protected Chat NewChat(string address = "chat-1") => new(Stores, address) { Now = Now };
}
