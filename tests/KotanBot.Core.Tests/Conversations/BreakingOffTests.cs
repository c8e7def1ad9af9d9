using KotanBot.Core.Conversations;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>Somebody whom an officer asks may stop at any time: nothing of theirs stays, while the officer's own drafts are closed as ever.</summary>
public sealed class BreakingOffTests
{
    [Fact]
    public void Nothing_stays_of_whoever_breaks_off_when_somebody_else_asks()
    {
        var asking = new Asking(ShippedDefinitions.Set, role: "petugas").Say("/kumpul", "bersedia", "keluarga", "19.02", "a", "batal", "ya");

        Assert.Equal(asking.Effects.OfType<Effect.StartSubmission>().Single().SubmissionId, Assert.Single(asking.Effects.OfType<Effect.DropSubmission>()).SubmissionId);
        Assert.Empty(asking.Effects.OfType<Effect.CloseSubmission>());
    }

    [Fact]
    public void A_draft_of_ones_own_is_closed()
    {
        var asking = new Asking(ShippedDefinitions.Set, role: "petugas").Say("/lapor", "rapat", "batal", "ya");

        Assert.Equal(SubmissionOutcome.Cancelled, Assert.Single(asking.Effects.OfType<Effect.CloseSubmission>()).Outcome);
        Assert.Empty(asking.Effects.OfType<Effect.DropSubmission>());
    }
}
