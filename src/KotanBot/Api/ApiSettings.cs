using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Channels.DirectLine;

namespace KotanBot.Api;

/// <summary>How often one token, or one address without a good one, may call the API a minute, and pages of which origins may read its answers.</summary>
public sealed record ApiSettings
{
    public const string LimitVariable = "KOTANBOT_LIMIT_API";

    public const string OriginsVariable = "KOTANBOT_API_ORIGINS";

    private const string Off = "off";

    private const int Most = 1_000_000;

    /// <summary>Null for no limit.</summary>
    public int? CallsPerMinute { get; init; } = 120;

    /// <summary>In the form in which browsers send them; empty: no page of another origin.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>Throws <see cref="RefusedException"/> for what is no limit and no origin.</summary>
    public static ApiSettings FromEnvironment() => Read(Environment.GetEnvironmentVariable);

    public static ApiSettings Read(Func<string, string?> variable) => new()
    {
        CallsPerMinute = ReadLimit(variable(LimitVariable)),
        Origins = [.. (variable(OriginsVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadOrigin)],
    };

    private static int? ReadLimit(string? text)
    {
        if (text?.Trim() is not { Length: > 0 } given)
            return new ApiSettings().CallsPerMinute;
        if (given.Equals(Off, StringComparison.OrdinalIgnoreCase))
            return null;
        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) && calls is >= 1 and <= Most
            ? calls
            : throw new RefusedException($"{LimitVariable} must be a number a minute from 1 to {Most}, or {Off}");
    }

    private static string ReadOrigin(string text) => WebOrigin.TryRead(text, out var origin)
        ? origin
        : throw new RefusedException($"{OriginsVariable} must list origins such as https://dasbor.example, separated by commas; '{text}' is none");
}
