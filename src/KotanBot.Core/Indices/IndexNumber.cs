using System.Globalization;

namespace KotanBot.Core.Indices;

/// <summary>Numbers as Indonesians write them (3,25), and read with a point or a comma.</summary>
public static class IndexNumber
{
    /// <summary>Digits with one point or comma; thousands separators are refused because "1.000" could mean either.</summary>
    public static decimal? Parse(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public static string Format(decimal value, int decimals) =>
        IndexRounding.Apply(value, decimals).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('.', ',');

    public static string Percent(decimal share) => Format(share * 100, 0) + " %";
}
