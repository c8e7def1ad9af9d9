using Stateless;
using Stateless.Graph;

namespace KotanBot.Core.Conversations;

/// <summary>
/// The moves a conversation may make, declared once. Firing a trigger that is not permitted is a programming error and
/// throws; what a person may do in which state is decided before anything is fired.
/// </summary>
public static class Lifecycle
{
    /// <param name="unfinished">Whether a paused run remains after the move; decides between idle and paused.</param>
    public static StateMachine<LifecycleState, LifecycleTrigger> Machine(Func<LifecycleState> read, Action<LifecycleState> write, Func<bool> unfinished)
    {
        var machine = new StateMachine<LifecycleState, LifecycleTrigger>(read, write);
        machine.Configure(LifecycleState.Idle)
            .Permit(LifecycleTrigger.Start, LifecycleState.Asking)
            .Permit(LifecycleTrigger.Revise, LifecycleState.Revising)
            .Permit(LifecycleTrigger.Erase, LifecycleState.Closed);
        Leaves(machine.Configure(LifecycleState.Asking), unfinished, LifecycleTrigger.Submit, LifecycleTrigger.Finish, LifecycleTrigger.Cancel, LifecycleTrigger.Expire)
            .PermitReentry(LifecycleTrigger.Answer)
            .Permit(LifecycleTrigger.Review, LifecycleState.Reviewing)
            .Permit(LifecycleTrigger.Pause, LifecycleState.Paused)
            .Ignore(LifecycleTrigger.Remind)
            .Permit(LifecycleTrigger.Erase, LifecycleState.Closed);
        Leaves(machine.Configure(LifecycleState.Reviewing), unfinished, LifecycleTrigger.Submit, LifecycleTrigger.Cancel, LifecycleTrigger.Expire)
            .Permit(LifecycleTrigger.Answer, LifecycleState.Asking)
            .PermitReentry(LifecycleTrigger.Review)
            .Permit(LifecycleTrigger.Pause, LifecycleState.Paused)
            .Ignore(LifecycleTrigger.Remind)
            .Permit(LifecycleTrigger.Erase, LifecycleState.Closed);
        Leaves(machine.Configure(LifecycleState.Paused), unfinished, LifecycleTrigger.Cancel, LifecycleTrigger.Expire)
            .Permit(LifecycleTrigger.Start, LifecycleState.Asking)
            .Permit(LifecycleTrigger.Resume, LifecycleState.Asking)
            .Permit(LifecycleTrigger.Revise, LifecycleState.Revising)
            .Ignore(LifecycleTrigger.Remind)
            .Permit(LifecycleTrigger.Erase, LifecycleState.Closed);
        Leaves(machine.Configure(LifecycleState.Revising), unfinished, LifecycleTrigger.Finish, LifecycleTrigger.Expire)
            .PermitReentry(LifecycleTrigger.Answer)
            .Ignore(LifecycleTrigger.Remind)
            .Permit(LifecycleTrigger.Erase, LifecycleState.Closed);
        machine.Configure(LifecycleState.Closed);
        return machine;
    }

    /// <summary>The diagram in docs/architecture.md, as Mermaid text.</summary>
    public static string Diagram() =>
        MermaidGraph.Format(Machine(() => LifecycleState.Idle, _ => { }, () => false).GetInfo());

    private static StateMachine<LifecycleState, LifecycleTrigger>.StateConfiguration Leaves(
        StateMachine<LifecycleState, LifecycleTrigger>.StateConfiguration state, Func<bool> unfinished, params ReadOnlySpan<LifecycleTrigger> triggers)
    {
        foreach (var trigger in triggers)
        {
            if (state.State == LifecycleState.Paused)
                state.PermitReentryIf(trigger, unfinished, "another run is unfinished");
            else
                state.PermitIf(trigger, LifecycleState.Paused, unfinished, "another run is unfinished");
            state.PermitIf(trigger, LifecycleState.Idle, () => !unfinished(), "nothing is unfinished");
        }

        return state;
    }
}
