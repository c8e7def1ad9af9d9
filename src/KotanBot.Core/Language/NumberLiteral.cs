using System.Globalization;

namespace KotanBot.Core.Language;

internal enum LiteralFault
{
    None,
    Unsure,
    Several,
    Ambiguous,
    TooLarge,
}

/// <summary>
/// A number in digits. Indonesian habit: dots group thousands, a comma starts the decimals. "1,250" may be an English
/// 1250 or an Indonesian 1.25, so it is unsure; "3.25" can only be decimals.
/// </summary>
internal readonly record struct NumberLiteral(decimal Value, LiteralFault Fault)
{
    private const int MostDigits = 15;
    private const int MostDecimals = 10;

    public static NumberLiteral Read(string text)
    {
        var dots = text.Count(c => c == '.');
        var commas = text.Count(c => c == ',');
        if (dots == 0 && commas == 0) return Parse(text, "");
        if (dots > 0 && commas > 0) return ReadBoth(text);
        return dots > 0 ? ReadOne(text, '.', dots) : ReadOne(text, ',', commas);
    }

    private static NumberLiteral ReadBoth(string text)
    {
        var decimals = text.LastIndexOf('.') > text.LastIndexOf(',') ? '.' : ',';
        var thousands = decimals == '.' ? ',' : '.';
        var parts = text.Split(decimals);
        if (parts.Length != 2 || parts[1].Contains(thousands) || !IsGrouped(parts[0].Split(thousands)))
            return new NumberLiteral(0, LiteralFault.Several);
        return Parse(parts[0].Replace(thousands.ToString(), "", StringComparison.Ordinal), parts[1]);
    }

    private static NumberLiteral ReadOne(string text, char separator, int count)
    {
        var parts = text.Split(separator);
        var grouped = IsGrouped(parts);
        if (count > 1 && !grouped) return new NumberLiteral(0, LiteralFault.Several);
        if (!grouped) return Parse(parts[0], parts[1]);
        var literal = Parse(string.Concat(parts), "");
        return separator == ',' && count == 1 && literal.Fault == LiteralFault.None
            ? literal with { Fault = LiteralFault.Unsure }
            : literal;
    }

    private static bool IsGrouped(string[] parts) =>
        parts[0].Length is >= 1 and <= 3 && parts[0][0] != '0' && parts.Skip(1).All(p => p.Length == 3);

    private static NumberLiteral Parse(string whole, string decimals)
    {
        whole = whole.TrimStart('0');
        if (whole.Length > MostDigits) return new NumberLiteral(0, LiteralFault.TooLarge);
        if (decimals.Length > MostDecimals) return new NumberLiteral(0, LiteralFault.Ambiguous);
        var text = $"{(whole.Length == 0 ? "0" : whole)}.{(decimals.Length == 0 ? "0" : decimals)}";
        var value = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new NumberLiteral(value / 1.0000000000000000000000000000m, LiteralFault.None);
    }
}
