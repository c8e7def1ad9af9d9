using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// Makes the facts of a transcript true in the stores, the way the program itself would: invitations with their codes,
/// and people who joined the day before, as <see cref="DemoSeeder"/> joins them.
/// </summary>
internal sealed class CorpusPeople(Stores stores)
{
    private const int Days = 30;

    public const string Consent = "mulai@0";

    public Task InviteAsync(string invitation, DateTimeOffset now)
    {
        var parts = invitation.Split(':');
        return stores.Invitations.CreateAsync(parts[2], parts[1], 1, Days, now, parts[0]);
    }

    /// <summary>A code whose one place somebody else took.</summary>
    public async Task UseUpAsync(string invitation, DateTimeOffset now)
    {
        await InviteAsync(invitation, now);
        await CommitAsync(new ChannelAddress("terminal", "somebody else"), [new Effect.UseInvitation(invitation.Split(':')[0])], null, now);
    }

    public async Task JoinAsync(ChannelAddress address, IReadOnlyDictionary<string, string> person, DateTimeOffset now)
    {
        var code = await stores.Invitations.CreateAsync(person["satker"], person["role"], 1, Days, now);
        var effects = new List<Effect> { new Effect.UseInvitation(code), new Effect.SaveProfile(ProfileField.Consent, Consent) };
        foreach (var (name, field) in new[] { ("name", ProfileField.Name), ("lembaga", ProfileField.Lembaga), ("lingkungan", ProfileField.Lingkungan), ("language", ProfileField.Language) })
            if (person.TryGetValue(name, out var value))
                effects.Add(new Effect.SaveProfile(field, value));
        await CommitAsync(address, effects, person.GetValueOrDefault("language"), now, ulong.Parse(person.GetValueOrDefault("seed", "42"), CultureInfo.InvariantCulture));
    }

    /// <summary>An entry of a register, as an officer of the office writes one down.</summary>
    public Task WriteDownAsync(string register, EntryLine entry, string satker, DateTimeOffset now) => stores.Database.WriteAsync((c, t) => c.Execute(
        "insert into register_entry (id, register_id, satker_code, region_code, name, created_at) values (@Id, @register, @satker, @RegionCode, @Name, @at)",
        new { entry.Id, register, satker, entry.RegionCode, entry.Name, at = now.ToUnixTimeMilliseconds() },
        t));

    private async Task CommitAsync(ChannelAddress address, IReadOnlyList<Effect> effects, string? language, DateTimeOffset now, ulong seed = 42)
    {
        var before = stores.Turns.Load(address);
        var after = before.Conversation with { Turn = 1, Ordinal = 1, Seed = seed, Language = language ?? before.Conversation.Language };
        var joined = new InboundMessage(address, $"joined {address.Address}", new Input.Joined(), "");
        var committed = await stores.Turns.CommitAsync(new TurnCommit(before, new TurnResult(after, [.. effects]), new Facts(), joined.Input, joined, now));
        Assert.IsType<CommitResult.Committed>(committed);
    }
}
