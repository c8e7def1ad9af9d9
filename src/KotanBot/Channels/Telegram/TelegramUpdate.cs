using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// One update as Telegram delivered it. <paramref name="Value"/> is null when the client cannot read it;
/// <paramref name="Id"/> is null when not even its id can be told.
/// </summary>
public sealed record TelegramUpdate(int? Id, Update? Value, ReadOnlyMemory<byte>? Raw)
{
    private static readonly ImmutableArray<string> KnownStatuses = ["creator", "administrator", "member", "restricted", "left", "kicked"];

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    /// <summary>Under which it is kept when it must be put aside.</summary>
    public string Key => Id is { } id ? $"{id}" : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Raw is { } raw ? raw.Span : []));

    /// <summary>As it came; one that the client read is written again only when it must be kept.</summary>
    public string Text => Raw is { } raw ? Encoding.UTF8.GetString(raw.Span) : JsonSerializer.Serialize(Value, JsonBotAPI.Options);

    /// <summary>Updates of one chat are taken in order; those of nobody share a place.</summary>
    public long Chat => Value switch
    {
        { Message.Chat: { } chat } => chat.Id,
        { EditedMessage.Chat: { } chat } => chat.Id,
        { CallbackQuery: { Message.Chat: { } chat } } => chat.Id,
        { CallbackQuery.From: { } from } => from.Id,
        { MyChatMember.Chat: { } chat } => chat.Id,
        _ => 0,
    };

    public static TelegramUpdate Of(Update update) => new(update.Id, update, null);

    /// <summary>The body of a webhook call, whatever it holds.</summary>
    public static TelegramUpdate Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Deep);
            return Read(document.RootElement, body);
        }
        catch (JsonException)
        {
            return new TelegramUpdate(null, null, body);
        }
    }

    /// <summary>Every update of an answer to getUpdates, each read for itself; null when it is no such answer.</summary>
    public static ImmutableArray<TelegramUpdate>? ReadAnswer(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, Deep);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Array
                ? [.. result.EnumerateArray().Where(e => e.ValueKind != JsonValueKind.Null).Select(e => Read(e, Encoding.UTF8.GetBytes(e.GetRawText())))]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TelegramUpdate Read(JsonElement element, ReadOnlyMemory<byte> raw)
    {
        int? id = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("update_id", out var named) && named.ValueKind == JsonValueKind.Number && named.TryGetInt32(out var number)
            ? number
            : null;
        try
        {
            return new TelegramUpdate(id, id is null ? null : element.Deserialize<Update>(JsonBotAPI.Options), raw);
        }
#pragma warning disable CA1031 // What a client throws at a strange update is not ours to list.
        catch (Exception) when (id is { } known && IsOfUnknownStatus(element))
        {
            // The API grew a word. It says neither blocked nor unblocked, so there is nothing to keep.
            return new TelegramUpdate(known, new Update { Id = known }, raw);
        }
        catch (Exception)
#pragma warning restore CA1031
        {
            return new TelegramUpdate(id, null, raw);
        }
    }

    /// <summary>A member's status that the client has no type for makes it refuse the whole update.</summary>
    private static bool IsOfUnknownStatus(JsonElement update) =>
        update.TryGetProperty("my_chat_member", out var change)
        && change.ValueKind == JsonValueKind.Object
        && new[] { "old_chat_member", "new_chat_member" }.Any(side => change.TryGetProperty(side, out var member)
            && member.ValueKind == JsonValueKind.Object
            && member.TryGetProperty("status", out var status)
            && status.ValueKind == JsonValueKind.String
            && !KnownStatuses.Contains(status.GetString()!));
}
