using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using KotanBot.Channels.Telegram;
using KotanBot.Core.Conversations;
using KotanBot.Fakes;
using KotanBot.Storage;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// Plays a transcript on a phone: what is written and pressed there comes to the real server as updates, and what the bot
/// says is held against what the phone shows.
/// </summary>
internal sealed class TelegramPlayer(CorpusHost host, FakeTelegram fake, Random? redelivers) : CorpusPlayer(host)
{
    private const int ChatId = 7001;

    private static readonly TimeSpan TelegramKeepsFor = TimeSpan.FromHours(24);

    private readonly Dictionary<long, DateTimeOffset> _cameAt = [];

    private readonly FakePhone _phone = fake.Phone(ChatId).Open();
    private long _read;
    private int _told;
    private bool _hasEnded;

    public override ChannelAddress Address { get; } = new(TelegramWire.Channel, ChatId.ToString(CultureInfo.InvariantCulture));

    /// <summary>How many old updates came once more.</summary>
    public int Redelivered { get; private set; }

    protected override string RefOfOwn(string shown) => Name(_phone.Messages.Last(m => !m.FromBot && m.Text == shown));

    protected override string RefOfPrompt(string part) => Name(_phone.FromBot.Last(m => m.Text.Contains(part, StringComparison.Ordinal)));

    protected override Input PressOf(string label, bool stale)
    {
        var found = Log(0).Where(m => m.Prompt is not null).Reverse().Skip(stale ? 1 : 0)
            .SelectMany(m => m.Prompt!.Choices.Where(c => c.Label == label || c.Key == label).Select(c => new Input.Press(m.Turn, m.Ordinal, c.Key)));
        return found.First();
    }

    protected override async Task JoinAsync(CorpusPeople people, DateTimeOffset at)
    {
        await base.JoinAsync(people, at);
        _read = Log(0)[^1].Ordinal;
    }

    protected override async Task<IEnumerable<Prompt>> DeliverAsync(Input input, string shown, bool erases)
    {
        // Here the same chat begins anew, as a stranger; the core's conversation is over.
        if (_hasEnded)
            return [];
        var before = _phone.FromBot.Select(m => m.Id).ToHashSet();
        await DoAsync(input);
        await SettleAsync();
        // The goodbye of an erasure leaves no row behind that could be waited for.
        if (erases)
            await Eventually.TrueAsync(() => _phone.FromBot.Any(m => !before.Contains(m.Id)), () => $"no goodbye in the chat:\n{_phone}");
        await RedeliverAsync();
        var fresh = _phone.FromBot.Where(m => !before.Contains(m.Id)).ToList();
        _hasEnded = erases;
        if (erases)
            return [new Prompt(Assert.Single(fresh).Text)];
        var log = Log(_read);
        _read = log.Count > 0 ? log[^1].Ordinal : _read;
        if (input is Input.Photos photos)
            await NameAsync(photos);
        var said = log.Where(m => m.Prompt is not null).ToList();
        Compare(said, fresh);
        return said.Select(m => m.Prompt!);
    }

    /// <summary>The phone shows all that was said and nothing else; an older message may meanwhile have lost its buttons.</summary>
    private static void Compare(IEnumerable<StoredMessage> said, IEnumerable<ShownMessage> shown)
    {
        var expected = said.SelectMany(m => TelegramWire.Write(m)).ToList();
        Assert.Equal(expected.Select(e => WebUtility.HtmlDecode(e.Html).Trim()), shown.Select(m => m.Text));
        Assert.Equal(expected.Select(e => string.Join('|', Labels(e))), shown.Select(m => string.Join('|', m.Buttons.Select(b => b.Text))));
    }

    private static IEnumerable<string> Labels(TelegramText text) => text.Keyboard?.InlineKeyboard.SelectMany(row => row).Select(b => b.Text) ?? [];

    private async Task DoAsync(Input input)
    {
        switch (input)
        {
            case Input.Timeout:
                await Host.WakeAsync();
                break;
            case Input.MediaLost lost:
                await Host.Runner.FeedAsync(
                    Host.Stores.Turns.Load(Address).Conversation.Id,
                    new Input.MediaLost([.. lost.Ids.Select(name => Photos.Single(p => p.Value == name).Key)]),
                    TestContext.Current.CancellationToken);
                break;
            case Input.Joined or Input.Unsupported { Kind: "full" }:
                // Whoever opens a chat in Telegram presses Start, which is a message; and filling the space takes 200 MB.
                await Host.Runner.HandleAsync(new InboundMessage(Address, $"told {_told++}", input, ""), TestContext.Current.CancellationToken);
                break;
            case Input.Press press:
                Press(press);
                break;
            default:
                SendFromPhone(input);
                break;
        }
    }

    /// <summary>A button that the keyboard had no room for is typed.</summary>
    private void Press(Input.Press press)
    {
        var prompt = Log(press.Ordinal - 1)[0];
        var data = TelegramWire.Write(prompt)[^1].Keyboard?.InlineKeyboard.SelectMany(row => row).Select(b => b.CallbackData!).FirstOrDefault(d => d.Split('.', 3)[2] == press.Key);
        if (data is null)
            _phone.SendText(prompt.Prompt!.Choices.Single(c => c.Key == press.Key).Label);
        else
            _phone.PressData(int.Parse(prompt.Ref!, CultureInfo.InvariantCulture), data);
    }

    private int SendFromPhone(Input input) => input switch
    {
        // No app sends these, but a server must bear them.
        Input.Text text when text.Value.Trim().Length == 0 || text.Value.Length > 4_096 => _phone.SendStrange(new JsonObject { ["text"] = text.Value }),
        Input.Text text => _phone.SendText(text.Value),
        Input.Reply reply => _phone.Reply(int.Parse(reply.Ref, CultureInfo.InvariantCulture), reply.Value),
        Input.Edit edit => Edit(int.Parse(edit.Ref, CultureInfo.InvariantCulture), edit.Value),
        Input.Photos { Album: { } album } photos => _phone.SendAlbumPart(new FakePhoto(SmallPhoto.Marked(photos.Ids[0]), photos.Caption, SmallPhoto.Jpeg), album),
        Input.Photos photos => _phone.SendPhoto(SmallPhoto.Marked(photos.Ids[0]), photos.Caption, smaller: [SmallPhoto.Jpeg]),
        Input.Place place => _phone.SendLocation(place.Latitude, place.Longitude),
        Input.Unsupported { Kind: "voice" } => _phone.SendVoice(),
        Input.Unsupported { Kind: "video-note" } => _phone.SendVideoNote(),
        Input.Unsupported { Kind: "sticker" } => _phone.SendSticker(),
        Input.Unsupported { Kind: "contact" } => _phone.SendContact("+62811000000", "Budi"),
        Input.Unsupported { Kind: "file" } => _phone.SendDocument(Encoding.UTF8.GetBytes("PK"), "arsip.zip", "application/zip"),
        Input.Unsupported { Kind: "poll" } => _phone.SendPoll("Setuju?", "Ya", "Tidak"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private int Edit(int messageId, string text)
    {
        _phone.Edit(messageId, text);
        return messageId;
    }

    /// <summary>Every update is confirmed and nothing waits to be sent.</summary>
    private Task SettleAsync() => Eventually.TrueAsync(() =>
        fake.PendingUpdates == 0 && Host.Stores.Messages.ReadUnsent(1, TelegramWire.Channel).Count == 0, () => $"The chat:\n{_phone}");

    /// <summary>Now and then an update of any age comes again, a press after what was written later among them.</summary>
    private async Task RedeliverAsync()
    {
        foreach (var update in fake.Updates)
            _cameAt.TryAdd(update.Id, Host.Time.Now);
        var young = _cameAt.Where(u => Host.Time.Now - u.Value < TelegramKeepsFor).Select(u => u.Key).Order().ToList();
        if (redelivers is null || young.Count == 0 || redelivers.Next(10) > 0)
            return;
        fake.Redeliver(young[redelivers.Next(young.Count)]);
        Redelivered++;
        await SettleAsync();
    }

    /// <summary>Stored files have ids of their own; their bytes tell which file of the transcript they are.</summary>
    private async Task NameAsync(Input.Photos sent)
    {
        var turns = Host.Stores.Turns.ReadTurns(Host.Stores.Turns.Load(Address).Conversation.Id);
        // Where no photo is wanted none is taken, what no answer names is not kept, and a tip is forgotten with all it says.
        if (turns[^1].Input is not Input.Photos { Ids: [var id] } || !IsKept(id))
            return;
        await Eventually.TrueAsync(() => Host.Stores.Attachments.Open(id) is not null, () => $"the file {id} did not come");
        Assert.Equal(SmallPhoto.Marked(sent.Ids[0]), Host.Stores.Attachments.Open(id)!.Bytes.ToArray());
        Photos[id] = sent.Ids[0];
    }

    private bool IsKept(string id) => Host.Stores.Database.Read(c => c.ExecuteScalar<long>("select count(*) from attachment where id = @id", new { id })) == 1;

    private IReadOnlyList<StoredMessage> Log(long after) => Host.Stores.Messages.ReadAfter(Address, after, 1_000);

    private static string Name(ShownMessage message) => message.Id.ToString(CultureInfo.InvariantCulture);
}
