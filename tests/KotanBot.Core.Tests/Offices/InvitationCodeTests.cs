using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

public sealed class InvitationCodeTests
{
    [Fact]
    public void The_same_turn_makes_the_same_code_and_every_other_another()
    {
        var codes = Enumerable.Range(1, 2_000).Select(turn => InvitationCode.Derive(42, "c0ffee", turn)).ToList();

        Assert.Equal(codes[6], InvitationCode.Derive(42, "c0ffee", 7));
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.DoesNotContain(InvitationCode.Derive(43, "c0ffee", 7), codes);
        Assert.DoesNotContain(InvitationCode.Derive(42, "c0ffef", 7), codes);
    }

    [Fact]
    public void A_code_is_two_groups_of_signs_that_nobody_mistakes() =>
        Assert.All(Enumerable.Range(1, 500), turn => Assert.Matches("^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", InvitationCode.Derive(ulong.MaxValue, "a", turn)));

    /// <summary>Chi-square of 31 signs over 16,000: 59.7 is passed by chance once in a thousand. The codes are fixed, so this never wavers.</summary>
    [Fact]
    public void Every_sign_is_as_likely_as_any_other()
    {
        var signs = Enumerable.Range(1, 2_000).SelectMany(turn => InvitationCode.Derive(7, "c0ffee", turn)).Where(c => c != '-').ToList();
        var expected = signs.Count / (double)InvitationCode.Alphabet.Length;

        var distance = InvitationCode.Alphabet.Sum(sign => Math.Pow(signs.Count(s => s == sign) - expected, 2) / expected);

        Assert.Equal(16_000, signs.Count);
        Assert.InRange(distance, 0, 59.7);
    }
}
