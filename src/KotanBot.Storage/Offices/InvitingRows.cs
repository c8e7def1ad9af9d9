using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>What somebody who invites must know, and what is told of those who joined.</summary>
internal sealed class InvitingRows(KeyRing keys)
{
    private const int MostLembaga = 500;
    private const int MostOpen = 100;
    private const int MostNamed = 20;

    private sealed class Joiner
    {
        public string? PersonId { get; init; }
    }

    private sealed class Member
    {
        public string? NameCipher { get; init; }

        public string? LembagaCipher { get; init; }

        public string? LembagaName { get; init; }
    }

    public static InvitingFacts Read(DbConnection connection, Scope scope, OfficeNeed.Inviting need, DateTimeOffset now, InvitationAddresses addresses)
    {
        var offices = OfficeRows.List(connection, scope, need.SatkerCode).ToList();
        var lembagas = offices is [var only] ? LembagaRows.List(connection, scope, only.Code, MostLembaga) : [];
        var open = InvitationRows.ListOpen(connection, scope, Instant.ToColumn(now), MostOpen);
        return new InvitingFacts([.. offices], [.. lembagas.Select(l => l.ToFacts())], [.. open.Select(InvitationStore.OpenOf)], addresses);
    }

    /// <summary>Null when the invitation is not in the scope, or nobody of those who joined is still there.</summary>
    public JoinedFacts? ReadJoined(DbConnection connection, Scope scope, OfficeNeed.Joined need)
    {
        if (InvitationRows.FindById(connection, scope, need.InvitationId) is not { } invitation)
            return null;
        var joiners = connection.Query<Joiner>(ReadJoinersSql, new { id = need.InvitationId, since = Instant.ToColumn(need.Since) }).AsList();
        if (joiners.Count == 0)
            return null;
        var named = joiners.Take(MostNamed).Select(j => NameOf(connection, j.PersonId)).FirstOrDefault(m => m.Name is not null);
        return new JoinedFacts(named.Name, named.Lembaga ?? invitation.LembagaName, invitation.Role, invitation.SatkerName ?? invitation.SatkerCode, joiners.Count - 1);
    }

    private const string ReadJoinersSql = """
        select a.actor_id as PersonId from audit a join person p on p.id = a.actor_id
        where a.subject = @id and a.deed = 'invitation-used' and a.at >= @since order by a.at, a.id
        """;

    private (string? Name, string? Lembaga) NameOf(DbConnection connection, string? personId)
    {
        if (personId is null || keys.Find(connection, personId) is not { } key || connection.QuerySingleOrDefault<Member>(ReadMemberSql, new { personId }) is not { } member)
            return (null, null);
        return (
            PersonWords.Name(personId, member.NameCipher, key),
            PersonWords.Lembaga(personId, member.LembagaName, member.LembagaCipher, key));
    }

    private const string ReadMemberSql = """
        select p.name_cipher as NameCipher, p.lembaga_cipher as LembagaCipher, l.name as LembagaName
        from person p left join lembaga l on l.id = p.lembaga_id where p.id = @personId
        """;
}
