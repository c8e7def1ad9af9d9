using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>Recognises messages that are only polite: thanks, greetings, an "ok" or a raised thumb.</summary>
public static class Pleasantries
{
    private static readonly ImmutableHashSet<string> Thanks =
        ["terima", "kasih", "terimakasih", "trimakasih", "makasih", "makasi", "mksh", "makasihh", "trims", "tks", "thx", "thanks", "thank", "you", "nuhun", "suwun"];

    private static readonly ImmutableHashSet<string> Greetings =
        ["halo", "hallo", "hai", "hi", "hello", "assalamualaikum", "assalamu", "alaikum", "ass", "wr", "wb", "selamat", "pagi", "siang", "sore", "malam", "morning", "good", "evening", "permisi", "punten"];

    private static readonly ImmutableHashSet<string> Nods = ["ok", "oke", "okay", "sip", "siap", "baik", "noted", "mantap", "iya", "ya"];

    /// <summary>Titles and padding that say nothing by themselves.</summary>
    private static readonly ImmutableHashSet<string> Fillers =
        ["bu", "ibu", "pak", "bapak", "kak", "kakak", "min", "admin", "mas", "mbak", "bang", "banyak", "ya", "infonya", "bantuannya", "atas", "sekali", "so", "much", "a", "lot", "very"];

    private static readonly ImmutableArray<string> Signs = ["🙏", "👍", "😊", "🙂", "❤", "👌"];

    public static bool IsThanks(string text) => IsAll(text, Thanks) || IsAll(text, Nods) || IsSign(text);

    public static bool IsGreeting(string text) => IsAll(text, Greetings);

    /// <summary>At least one of the words, and besides them only fillers.</summary>
    private static bool IsAll(string text, ImmutableHashSet<string> words)
    {
        var said = TextFolding.Words(text);
        return said.Any(words.Contains) && said.All(w => words.Contains(w) || Fillers.Contains(w));
    }

    private static bool IsSign(string text)
    {
        var rest = Signs.Aggregate(text, (left, sign) => left.Replace(sign, "", StringComparison.Ordinal));
        return rest.Length < text.Length && !rest.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit);
    }
}
