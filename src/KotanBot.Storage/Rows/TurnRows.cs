using System.Data.Common;
using System.Text.Json.Serialization;
using Dapper;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>turn</c> table: what each turn was decided from.</summary>
internal static class TurnRows
{
    /// <summary>
    /// The sealed part. <paramref name="Input"/> is null when it was forgotten. A text that was too long is cut, and
    /// <paramref name="Length"/> is what it had: all that the engine looked at.
    /// </summary>
    internal sealed record Content(Input? Input, Facts Facts, string? Failure, int Length = 0)
    {
        public static Content Of(Input? input, Facts facts, string? failure) => input switch
        {
            Input.Text { Value: { Length: > InputLimits.LongestText } text } => new Content(new Input.Text(KeptText.Of(text)), facts, failure, text.Length),
            Input.Photos { Caption: { Length: > InputLimits.LongestText } caption } photos => new Content(photos with { Caption = KeptText.Of(caption) }, facts, failure),
            _ => new Content(input, facts, failure),
        };

        /// <summary>As long as it came, so that its replay decides and says the same.</summary>
        [JsonIgnore]
        public Input? Replayable => Length > 0 && Input is Input.Text text ? new Input.Text(text.Value.PadRight(Length, KeptText.Mark)) : Input;
    }

    internal sealed class Row
    {
        public long Turn { get; init; }

        public long RanAt { get; init; }

        public string Cipher { get; init; } = "";
    }

    public static string Place(string conversationId, long turn) => $"turn.cipher|{conversationId}|{turn}";

    public static void Insert(DbConnection connection, DbTransaction? transaction, SealedTurn turn) =>
        connection.Execute(InsertSql, new { conversationId = turn.After.Id, turn = turn.After.Turn, now = turn.NowAt, cipher = turn.TurnCipher }, transaction);

    private const string InsertSql = "insert into turn (conversation_id, turn, ran_at, cipher) values (@conversationId, @turn, @now, @cipher)";

    public static IEnumerable<Row> Read(DbConnection connection, string conversationId) =>
        connection.Query<Row>(ReadSql, new { conversationId });

    private const string ReadSql = """
        select turn as Turn, ran_at as RanAt, cipher as Cipher from turn where conversation_id = @conversationId and cipher is not null order by turn
        """;

    public static void Blank(DbConnection connection, DbTransaction? transaction, string personId) =>
        connection.Execute(BlankSql, new { personId }, transaction);

    private const string BlankSql = """
        update turn set cipher = null where conversation_id in (select id from conversation where person_id = @personId)
        """;
}
