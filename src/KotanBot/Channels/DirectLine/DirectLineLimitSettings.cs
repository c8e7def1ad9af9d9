using System.Globalization;

namespace KotanBot.Channels.DirectLine;

/// <summary>How much a minute the web chat takes; null for no limit. What is not used is saved up: a fifth of a minute for a conversation, a whole one for an address.</summary>
public sealed record DirectLineLimitSettings
{
    public const string AnswersVariable = "KOTANBOT_LIMIT_ANSWERS";

    public const string ReadsVariable = "KOTANBOT_LIMIT_READS";

    public const string AddressVariable = "KOTANBOT_LIMIT_ADDRESS";

    private const string Off = "off";

    private const int Most = 10_000_000;

    /// <summary>Nothing is limited.</summary>
    public static DirectLineLimitSettings Lifted { get; } = new() { Answers = null, Reads = null, Address = null };

    /// <summary>What one conversation may send.</summary>
    public int? Answers { get; init; } = 600;

    /// <summary>How often one conversation may read, begin to listen, or renew its token.</summary>
    public int? Reads { get; init; } = 600;

    /// <summary>All calls from one address. A carrier of mobile phones puts thousands of people behind one.</summary>
    public int? Address { get; init; } = 12_000;

    /// <summary>Throws <see cref="RefusedException"/> for a value that is neither a number nor <c>off</c>.</summary>
    public static DirectLineLimitSettings FromEnvironment() => Read(Environment.GetEnvironmentVariable);

    public static DirectLineLimitSettings Read(Func<string, string?> variable)
    {
        var defaults = new DirectLineLimitSettings();
        return new DirectLineLimitSettings
        {
            Answers = Read(variable, AnswersVariable, defaults.Answers),
            Reads = Read(variable, ReadsVariable, defaults.Reads),
            Address = Read(variable, AddressVariable, defaults.Address),
        };
    }

    private static int? Read(Func<string, string?> variable, string name, int? otherwise)
    {
        if (variable(name)?.Trim() is not { Length: > 0 } text)
            return otherwise;
        if (text.Equals(Off, StringComparison.OrdinalIgnoreCase))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var perMinute) && perMinute is >= 1 and <= Most
            ? perMinute
            : throw new RefusedException($"{name} must be a number a minute from 1 to {Most}, or {Off}");
    }
}
