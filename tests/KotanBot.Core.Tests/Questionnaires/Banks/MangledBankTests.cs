using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Tests.Questionnaires.Banks;

/// <summary>An author's slip in a bank comes back as an issue with a place, never as an exception; nor does a stored version bring one.</summary>
public sealed class MangledBankTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Is_read_or_refused_with_a_place(int seed)
    {
        var random = new Random(seed);
        var banks = Directory.GetFiles(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs", "banks")).Concat(Directory.GetFiles(BankSamples.BrokenFolder)).Order(StringComparer.Ordinal).ToArray();
        var whole = File.ReadAllText(banks[seed % banks.Length]);
        for (var i = 0; i < 20; i++)
        {
            var text = Mangle(whole, random);
            var issues = new IssueList();
            var bank = BankReader.Read("x.yaml", text, issues);
            Assert.Equal(bank is null, issues.Count > 0);
            Assert.All(issues, issue => Assert.True(issue.Line >= 1 && issue.Column >= 1, issue.ToString()));
            var stored = BankReader.Read("x.yaml", text, new IssueList(), checks: false);
            Assert.True(bank is null || stored is not null);
            Assert.All(stored?.Items ?? [], item => Assert.True(item.Options.Length >= 2));
        }
    }

    /// <summary>Takes out, repeats or swaps whole lines as well as signs, because most slips in a long list are those of copying.</summary>
    private static string Mangle(string text, Random random)
    {
        const string slips = "[]{}:,\"'#&*!|>%@`-\t\n\0?";
        var at = random.Next(text.Length);
        var lines = text.Split('\n').ToList();
        var line = random.Next(lines.Count);
        switch (random.Next(5))
        {
            case 0: return text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
            case 1: return text.Insert(at, slips[random.Next(slips.Length)].ToString());
            case 2: lines.RemoveAt(line); break;
            case 3: lines.Insert(random.Next(lines.Count), lines[line]); break;
            default: return text.Replace(lines[line].Trim() is { Length: > 0 } whole ? whole.Split(' ')[^1] : "id", lines[random.Next(lines.Count)].Trim(), StringComparison.Ordinal);
        }

        return string.Join('\n', lines);
    }
}
