using Stateless;
using Stateless.Graph;

namespace KotanBot.Core.Offices;

/// <summary>
/// The way of a report through its office, declared once. Only a verified report is forwarded, and whatever its reporter changes
/// is looked at anew. Firing a trigger that is not permitted is a programming error and throws.
/// </summary>
public static class ReviewLifecycle
{
    /// <param name="underCentre">Whether the report's office stands right under the centre, with no BNNP between them.</param>
    public static StateMachine<ReviewState, ReviewTrigger> Machine(Func<ReviewState> read, Action<ReviewState> write, Func<bool> underCentre)
    {
        var machine = new StateMachine<ReviewState, ReviewTrigger>(read, write);
        machine.Configure(ReviewState.Submitted)
            .Permit(ReviewTrigger.AskFix, ReviewState.NeedsFix)
            .Permit(ReviewTrigger.Verify, ReviewState.Verified)
            .Permit(ReviewTrigger.Reject, ReviewState.Rejected)
            .PermitReentry(ReviewTrigger.Revise);
        machine.Configure(ReviewState.NeedsFix)
            .Permit(ReviewTrigger.Fix, ReviewState.Submitted)
            .Permit(ReviewTrigger.Lapse, ReviewState.Submitted);
        machine.Configure(ReviewState.Verified)
            .PermitIf(ReviewTrigger.Forward, ReviewState.ForwardedToCentre, underCentre, "the office is right under the centre")
            .PermitIf(ReviewTrigger.Forward, ReviewState.ForwardedToProvince, () => !underCentre(), "the office is under a BNNP")
            .Permit(ReviewTrigger.Revise, ReviewState.Submitted);
        machine.Configure(ReviewState.Rejected)
            .Permit(ReviewTrigger.Revise, ReviewState.Submitted);
        machine.Configure(ReviewState.ForwardedToProvince)
            .Permit(ReviewTrigger.Forward, ReviewState.ForwardedToCentre)
            .Permit(ReviewTrigger.Revise, ReviewState.Submitted);
        machine.Configure(ReviewState.ForwardedToCentre)
            .Permit(ReviewTrigger.Revise, ReviewState.Submitted);
        return machine;
    }

    /// <summary>Where a trigger leads from here.</summary>
    public static ReviewState After(ReviewState state, ReviewTrigger trigger, bool underCentre)
    {
        var now = state;
        Machine(() => now, next => now = next, () => underCentre).Fire(trigger);
        return now;
    }

    /// <summary>What a change by its reporter means to a report in this state.</summary>
    public static ReviewTrigger OfChange(ReviewState state) => state == ReviewState.NeedsFix ? ReviewTrigger.Fix : ReviewTrigger.Revise;

    /// <summary>The diagram in docs/architecture.md, as Mermaid text.</summary>
    public static string Diagram() => MermaidGraph.Format(Machine(() => ReviewState.Submitted, _ => { }, () => false).GetInfo());
}
