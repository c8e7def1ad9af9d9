namespace KotanBot.Channels.DirectLine;

/// <summary>What a person reads when something is not taken, in both languages.</summary>
internal sealed record KindWords(string Indonesian, string English)
{
    public static readonly KindWords TooLong = new("Pesan ini terlalu panjang. Silakan bagi menjadi beberapa pesan.", "This message is too long. Please split it.");

    public static readonly KindWords Busy = new("KotanBot sedang sibuk. Silakan coba lagi sebentar lagi.", "KotanBot is busy. Please try again in a moment.");

    public static readonly KindWords TooMany = new("Terlalu banyak pesan sekaligus. Silakan coba lagi sebentar lagi.", "Too many messages at once. Please try again in a moment.");

    public static readonly KindWords OpenTooOften = new(
        "Obrolan ini terbuka di terlalu banyak tempat. Silakan tutup yang lain, lalu coba lagi.", "This conversation is open in too many places. Please close some and try again.");

    public static readonly KindWords Ended = new("Obrolan ini sudah berakhir.", "This conversation has ended.");

    public static readonly KindWords NoText = new("Kiriman ini tidak terbaca. Silakan kirim tulisan.", "This cannot be read. Please send text.");

    public static readonly KindWords Failed = new("Ada gangguan pada KotanBot. Silakan coba lagi.", "KotanBot failed on this. Please try again.");

    public string In(bool english) => english ? English : Indonesian;
}
