using System.CommandLine;
using System.Globalization;

namespace KotanBot.Commands;

/// <summary>Options that hold a whole number; anything else is refused in one line that says which numbers are possible.</summary>
internal static class NumberOption
{
    public static Option<int?> Whole(string name, string description, int least, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        // A value is needed, though its absence is possible; the library's own rule for nullable types takes the bare name.
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError($"{name} must be a whole number {(most == int.MaxValue ? $"of at least {least}" : $"between {least} and {most}")}, not {result.Tokens[0].Value}");
            return null;
        },
    };

    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "benih acak; benih sama, hasil sama",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            if (!ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
                result.AddError($"--seed must be a whole number between 0 and {ulong.MaxValue}, not {result.Tokens[0].Value}");
            return seed;
        },
    };
}
