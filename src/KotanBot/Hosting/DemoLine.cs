using System.Globalization;

namespace KotanBot;

/// <summary>One line of a demo transcript. Lines that are none of these (comments, what the bot said) are passed over.</summary>
public abstract record DemoLine
{
    private const string PersonMark = "@person ";
    private const string NowMark = "@now ";
    private const string SaysMark = "user: ";

    private DemoLine()
    {
    }

    /// <summary><c>@person NAME satker=CODE role=ROLE</c>: who speaks from here on, registered already.</summary>
    public sealed record Person(string Name, string Satker, string Role) : DemoLine;

    /// <summary><c>@now 2021-11-03T09:00:00+07:00</c>: when the following lines are said.</summary>
    public sealed record Now(DateTimeOffset At) : DemoLine;

    /// <summary><c>user: text</c></summary>
    public sealed record Says(string Text) : DemoLine;

    /// <param name="place">File and line, for the refusal.</param>
    /// <param name="line">The line without its end.</param>
    public static DemoLine? Read(string place, string line)
    {
        if (line.StartsWith(SaysMark, StringComparison.Ordinal))
            return new Says(line[SaysMark.Length..].Trim());
        if (line.StartsWith(PersonMark, StringComparison.Ordinal))
            return ReadPerson(place, line[PersonMark.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (!line.StartsWith(NowMark, StringComparison.Ordinal))
            return null;
        return DateTimeOffset.TryParse(line[NowMark.Length..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new Now(at.ToUniversalTime())
            : throw new RefusedException($"{place}: @now needs an instant such as 2021-11-03T09:00:00+07:00");
    }

    private static Person ReadPerson(string place, string[] words)
    {
        var name = string.Join(' ', words.Where(w => !w.Contains('=', StringComparison.Ordinal)));
        if (name.Length == 0 || Attribute(words, "satker") is not { } satker || Attribute(words, "role") is not { } role)
            throw new RefusedException($"{place}: @person needs a name, satker=CODE and role=ROLE");
        return new Person(name, satker, role);
    }

    private static string? Attribute(string[] words, string name) => words.FirstOrDefault(w => w.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
