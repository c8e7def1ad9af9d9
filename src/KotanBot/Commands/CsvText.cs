using System.Text;
using CsvHelper;

namespace KotanBot.Commands;

/// <summary>How CSV files that people made are opened: strict UTF-8, since a file saved in a Windows code page would be taken in garbled, and strict quotation marks.</summary>
internal static class CsvText
{
    public const string NotUtf8 = "not-utf8";

    public const string NotCsv = "not-csv";

    /// <param name="refuse">Told the code and the line of what makes the whole file unreadable.</param>
    public static void Read(Stream stream, Action<string> take, Action<string, int> refuse)
    {
        try
        {
            using var text = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            take(text.ReadToEnd());
        }
        catch (DecoderFallbackException)
        {
            refuse(NotUtf8, 1);
        }
        catch (CsvFormatException fault)
        {
            refuse(NotCsv, Math.Max(1, (int)fault.LineNumber));
        }
    }

    public static ReadOnlySpan<char> HeaderOf(string text) => text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);

    public static CsvReader Open(string text, char separator) => CsvReader.FromText(text, new CsvReaderOptions
    {
        Separator = separator,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    });

    public static string InEnglish(string code) => code == NotUtf8
        ? "the file is not UTF-8; save it again as CSV UTF-8"
        : "this line cannot be read as CSV; are its quotation marks closed?";
}
