using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>What the input makes worth looking up beyond the usual facts.</summary>
/// <param name="Ref">The channel's name of the message that an edit or a reply is about.</param>
public sealed record FactsRequest(bool Held, string? InvitationCode, string? Ref = null)
{
    /// <summary>What is counted for a questionnaire that may begin, or null.</summary>
    public QuestionnaireNeeds? Needs { get; init; }

    /// <summary>What is read of the office, within the person's scope.</summary>
    public ImmutableArray<OfficeNeed> Office { get; init; } = [];

    /// <summary>Regions whose serving offices are looked up.</summary>
    public ImmutableArray<string> Places { get; init; } = [];

    /// <summary>What is looked up for joining two conversations of one person, or null.</summary>
    public LinkNeed? Link { get; init; }

    /// <summary>What is read of registers, because an entry may be asked for, or null.</summary>
    public EntryNeeds? Entries { get; init; }

    public static readonly FactsRequest Usual = new(false, null);
}

/// <summary>Reads what the engine may know of the world before a turn.</summary>
public sealed class FactsStore(Database database, KeyRing keys)
{
    internal const int MostRecent = 5;

    /// <summary>Tells where invitation codes lead. Only the program knows its addresses, and those of a bot not before it is greeted.</summary>
    public Func<InvitationAddresses> Addresses { get; set; } = () => new InvitationAddresses();

    public Facts Read(LoadedConversation conversation, FactsRequest request, DateTimeOffset now)
    {
        var usual = request == FactsRequest.Usual;
        if (conversation.IsNew && usual)
            return new Facts();
        if (conversation.KnownFacts is { } known && usual)
            return known;
        return database.Read(connection =>
        {
            var facts = (request.Held ? null : conversation.KnownFacts) ?? ReadPerson(connection, conversation.PersonId);
            var opened = new OpenedWords();
            var office = request.Office.IsEmpty
                ? null
                : new OfficeReader(keys.Noting(conversation.PersonId, opened)) { Addresses = Addresses }.Read(connection, new Asker(conversation.PersonId, facts, now), request.Office);
            return facts with
            {
                Invitation = request.InvitationCode is { } code ? ReadInvitation(connection, code, now) : null,
                Held = request.Held ? ReadHeld(connection, conversation.PersonId) : null,
                Link = request.Link is { } link ? ReadLink(connection, conversation, link.Code, now) : null,
                RefersTo = request.Ref is { } name ? MessageRows.FindPlace(connection, conversation.Conversation.Id, name) : null,
                Questionnaires = request.Needs is { } needs ? ReadQuestionnaires(connection, conversation.PersonId, facts, needs, now) : null,
                Serving = request.Places.IsEmpty ? null : [.. request.Places.Select(p => ReadServing(connection, p)).OfType<ServingOffice>()],
                Office = office,
                Entries = request.Entries is { } named ? RegisterRows.ReadNamed(connection, Scope.ForNaming(facts), named) : null,
                Shown = opened.ToShown(),
            };
        });
    }

    private Facts ReadPerson(DbConnection connection, string personId)
    {
        var row = PersonRows.Find(connection, personId);
        var key = row is null ? null : keys.Find(connection, personId);
        if (row is null || key is null)
            return new Facts();
        return new Facts
        {
            Role = row.Role,
            Consent = row.ConsentVersion,
            Name = PersonWords.Name(personId, row.NameCipher, key),
            Lembaga = PersonWords.Lembaga(personId, row.LembagaName, row.LembagaCipher, key),
            LembagaId = row.LembagaId,
            LembagaGiven = row.LembagaId is not null && row.LembagaCipher is null,
            Lingkungan = row.Lingkungan,
            Satker = row.SatkerCode is null ? null : new SatkerFacts(row.SatkerCode, row.SatkerName!, row.RegionCode),
            UtcOffsetMinutes = (int)(row.UtcOffsetMinutes ?? new Facts().UtcOffsetMinutes),
            SilentSince = Instant.At(row.SilentSince),
            Recent = [.. SubmissionRows.ReadOfPerson(connection, personId, MostRecent)
                .Select(s => new OwnSubmission(s.Id, s.DialogId, s.Status, Instant.At(s.ChangedAt)))],
        };
    }

    private static QuestionnaireFacts ReadQuestionnaires(DbConnection connection, string personId, Facts facts, QuestionnaireNeeds needs, DateTimeOffset now)
    {
        var region = facts.Satker?.RegionCode ?? facts.Satker?.Code ?? "";
        var offset = TimeSpan.FromMinutes(facts.UtcOffsetMinutes);
        var year = now.ToOffset(offset).Year;
        var (from, to) = (new DateTimeOffset(year, 1, 1, 0, 0, 0, offset), new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, offset));
        return new QuestionnaireFacts(
            [.. needs.Banks.SelectMany(bank => needs.Regions.Append(region).Distinct().SelectMany(r => QuestionnaireItemRows.ReadExposures(connection, bank, r)))],
            [.. needs.Reports.SelectMany(source => OwnReportRows.Read(connection, personId, source, Instant.ToColumn(from), Instant.ToColumn(to)))]);
    }

    private static ServingOffice? ReadServing(DbConnection connection, string region) =>
        SatkerAreaRows.FindServing(connection, region) is { } code && SatkerRows.Find(connection, code) is { } satker ? new ServingOffice(region, satker.Name) : null;

    private InvitationFacts ReadInvitation(DbConnection connection, string code, DateTimeOffset now)
    {
        var row = InvitationRows.Find(connection, InvitationRows.CodeHash(keys, code));
        if (row is null)
            return new InvitationFacts(code, InvitationState.Unknown, null, null);
        var state = row.ExpiresAt <= Instant.ToColumn(now)
            ? InvitationRows.IsEnded(connection, row.Id) ? InvitationState.Ended : InvitationState.Expired
            : row.Used >= row.Uses ? InvitationState.UsedUp : InvitationState.Valid;
        return new InvitationFacts(code, state, row.Role, new SatkerFacts(row.SatkerCode, row.SatkerName ?? row.SatkerCode, row.RegionCode))
        {
            Lembaga = row.LembagaId is { } lembaga ? new LembagaFacts(lembaga, row.LembagaName!, row.Lingkungan!) : null,
        };
    }

    private LinkFacts ReadLink(DbConnection connection, LoadedConversation conversation, string? code, DateTimeOffset now)
    {
        var facts = new LinkFacts { Channel = conversation.Address.Channel };
        if (code is null)
            return facts with { Addresses = Addresses() };
        if (LinkCodeRows.Find(connection, LinkCodeRows.Hash(keys, code)) is not { } row || PersonRows.Find(connection, row.PersonId) is not { Role: { } role } person)
            return facts;
        var state = row.PersonId == conversation.PersonId ? LinkState.Own
            : row.UsedAt is not null ? LinkState.Used
            : row.ExpiresAt <= Instant.ToColumn(now) ? LinkState.Expired
            : LinkState.Valid;
        var satker = person.SatkerCode is { } office ? new SatkerFacts(office, person.SatkerName ?? office, person.RegionCode) : null;
        return facts with { Presented = new PresentedLink(code, state, row.Channel, role, satker, row.Language) { HoldsData = HeldRows.Any(connection, conversation.PersonId) } };
    }

    private HeldData ReadHeld(DbConnection connection, string personId)
    {
        var key = keys.Find(connection, personId);
        var person = PersonRows.Find(connection, personId);
        var messages = connection.QuerySingle<MessageCount>(CountMessagesSql, new { personId });
        var submissions = SubmissionRows.ReadOfPerson(connection, personId, int.MaxValue)
            .Select(s => new HeldSubmission(s.DialogId, s.DialogHash, s.Status, Instant.At(s.ChangedAt), AnswerRows.Read(connection, s.Id, key), [.. AnswerRows.ReadChanges(connection, s.Id, key)]));
        var own = MessageRows.ReadOwn(connection, personId).Select(m => new HeldMessage(Instant.At(m.At), m.Text(key))).Where(m => m.Text is not "");
        return new HeldData(Instant.At(person?.ConsentedAt), messages.Messages, Instant.At(messages.FirstAt), [.. submissions], [.. own])
        {
            Invitations = InvitationRows.CountMadeBy(connection, personId),
            Notices = HeldRows.CountNotices(connection, personId),
            Channels = [.. HeldRows.ReadChannels(connection, personId).Select(c => new HeldChannel(c.Channel, Instant.At(c.Since)))],
            Deeds = [.. HeldRows.ReadDeeds(connection, personId).Select(d => new HeldDeeds(d.Deed, d.Count, Instant.At(d.LastAt)))],
        };
    }

    private sealed class MessageCount
    {
        public long Messages { get; init; }

        public long? FirstAt { get; init; }
    }

    private const string CountMessagesSql = """
        select count(*) as Messages, min(m.at) as FirstAt from message m join conversation c on c.id = m.conversation_id
        where c.person_id = @personId
        """;
}
