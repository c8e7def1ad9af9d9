using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>ended_address</c> table.</summary>
internal static class EndedAddressRows
{
    /// <summary>Another hash than the conversation's own, so that a stolen older copy of the database does not match.</summary>
    public static string Hash(KeyRing keys, ChannelAddress address) => keys.Hash("ended address", $"{address.Channel}\n{address.Address}");

    public static IReadOnlyList<string> Read(DbConnection connection) => connection.Query<string>("select hash from ended_address").AsList();

    public static void Insert(DbConnection connection, DbTransaction? transaction, string hash, long now) =>
        connection.Execute("insert into ended_address (hash, ended_at) values (@hash, @now) on conflict do nothing", new { hash, now }, transaction);
}
