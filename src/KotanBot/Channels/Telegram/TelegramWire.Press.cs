using System.Text;
using KotanBot.Core.Conversations;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace KotanBot.Channels.Telegram;

public static partial class TelegramWire
{
    private const int MostDataBytes = 64;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>No prompt has this place, so the engine takes it for a button that is no longer good.</summary>
    private static readonly Input.Press Stale = new(-1, -1, "");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static TelegramReading ReadPress(CallbackQuery pressed, string key)
    {
        if (pressed is not { From.IsBot: false, Message: { Chat.Type: ChatType.Private } message })
            return Nothing;
        var press = ReadData(pressed.Data);
        var label = message.ReplyMarkup?.InlineKeyboard?.SelectMany(row => row).FirstOrDefault(b => b.CallbackData == pressed.Data && pressed.Data is not null)?.Text;
        var inbound = new InboundMessage(AddressOf(message.Chat.Id), key, press, TelegramHtml.Clean(label ?? press.Key));
        return new TelegramReading.Press(inbound, pressed.Id, message.Id);
    }

    private static Input.Press ReadData(string? data)
    {
        var parts = data?.Split('.', 3) ?? [];
        return parts.Length == 3 && Number(parts[0]) is { } turn && Number(parts[1]) is { } ordinal && parts[2].Length is > 0 and <= MostDataBytes
            ? new Input.Press(turn, ordinal, parts[2])
            : Stale;
    }

    /// <summary>A key that does not fit gives way to the choice's place in the list, which the engine takes as an answer too.</summary>
    private static string DataOf(long turn, long ordinal, string key, int place)
    {
        var head = $"{Digit36(turn)}.{Digit36(ordinal)}.";
        return Bytes(key) is { } bytes && key.Length > 0 && head.Length + bytes <= MostDataBytes ? head + key : $"{head}{place + 1}";
    }

    private static int? Bytes(string key)
    {
        try
        {
            return StrictUtf8.GetByteCount(key);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    private static string Digit36(long value)
    {
        var digits = "";
        do
        {
            digits = Digits[(int)(value % 36)] + digits;
            value /= 36;
        }
        while (value > 0);
        return digits;
    }

    /// <summary>Reads only what <see cref="Digit36"/> writes, so that two spellings never mean one place.</summary>
    private static long? Number(string digits)
    {
        if (digits.Length is 0 or > 13 || (digits.Length > 1 && digits[0] == '0'))
            return null;
        UInt128 value = 0;
        foreach (var digit in digits)
        {
            var worth = Digits.IndexOf(digit, StringComparison.Ordinal);
            if (worth < 0)
                return null;
            value = (value * 36) + (UInt128)worth;
        }

        return value <= long.MaxValue ? (long)value : null;
    }
}
