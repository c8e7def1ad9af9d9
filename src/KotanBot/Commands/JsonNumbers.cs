using System.Globalization;
using System.Text.Json;

namespace KotanBot.Commands;

/// <summary>Numbers in JSON, where what is undefined is null.</summary>
internal static class JsonNumbers
{
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}

/// <summary>Numbers as Indonesians write them.</summary>
internal static class DecimalComma
{
    public static string Text(double? value, int decimals) =>
        value is { } known ? known.ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('.', ',') : "–";
}
