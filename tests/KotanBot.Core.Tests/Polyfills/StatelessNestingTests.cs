using Stateless;

namespace KotanBot.Core.Tests.Polyfills;

/// <summary>What we rely on in Stateless where states lie within each other; run on both sides as <see cref="StatelessTests"/> are.</summary>
public class StatelessNestingTests
{
    private enum State
    {
        Idle,
        Asking,
        Reviewing,
        Open,
        Done,
    }

    private enum Trigger
    {
        Start,
        Answer,
        Review,
        Help,
        Finish,
    }

    private readonly List<string> log = [];

    [Fact]
    public void A_nested_state_inherits_what_it_does_not_decide()
    {
        var machine = Nested(State.Asking);

        Assert.True(machine.IsInState(State.Open));
        Assert.True(machine.IsInState(State.Asking));
        Assert.False(machine.IsInState(State.Reviewing));
        Assert.True(machine.CanFire(Trigger.Finish));

        machine.Fire(Trigger.Finish);

        Assert.Equal(State.Done, machine.State);
        Assert.Equal(["exit Asking", "exit Open"], log);
    }

    [Fact]
    public void What_the_nested_state_refuses_the_enclosing_one_may_permit()
    {
        var machine = Nested(State.Asking);
        machine.Configure(State.Asking).PermitIf(Trigger.Finish, State.Reviewing, () => false, "complete");

        Assert.True(machine.CanFire(Trigger.Finish));
        machine.Fire(Trigger.Finish);

        Assert.Equal(State.Done, machine.State);
    }

    [Fact]
    public void Moving_between_nested_states_stays_in_the_enclosing_one()
    {
        var machine = Nested(State.Idle);

        machine.Fire(Trigger.Start);
        Assert.Equal(["entry Open", "entry Asking"], log);

        log.Clear();
        machine.Fire(Trigger.Review);
        Assert.Equal(["exit Asking", "entry Reviewing"], log);
    }

    [Fact]
    public void Moving_to_the_enclosing_state_does_not_enter_it_again()
    {
        var machine = Nested(State.Reviewing);

        machine.Fire(Trigger.Answer);

        Assert.Equal(State.Open, machine.State);
        Assert.Equal(["exit Reviewing"], log);
    }

    [Fact]
    public void A_reentry_of_the_enclosing_state_leaves_both()
    {
        var machine = Nested(State.Reviewing);

        machine.Fire(Trigger.Help);

        Assert.Equal(State.Open, machine.State);
        Assert.Equal(["exit Reviewing", "exit Open", "entry Open"], log);
    }

    [Fact]
    public void An_inherited_move_to_the_current_state_does_nothing()
    {
        var machine = Nested(State.Asking);
        machine.Configure(State.Open).Permit(Trigger.Start, State.Asking);

        machine.Fire(Trigger.Start);

        Assert.Equal(State.Asking, machine.State);
        Assert.Empty(log);
    }

    [Fact]
    public void States_cannot_enclose_each_other()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Asking).SubstateOf(State.Open);

        Assert.Throws<ArgumentException>(() => machine.Configure(State.Open).SubstateOf(State.Open));
        Assert.Throws<ArgumentException>(() => machine.Configure(State.Open).SubstateOf(State.Asking));
    }

    [Fact]
    public void Lists_the_permitted_triggers_of_the_state_and_of_those_around_it()
    {
        var machine = Nested(State.Asking);

#pragma warning disable CS0618 // The package marks the synchronous form as obsolete; we promise it all the same.
        Assert.Equal([Trigger.Review, Trigger.Finish, Trigger.Help], machine.PermittedTriggers);
        Assert.Equal(machine.PermittedTriggers, machine.GetPermittedTriggers());
#pragma warning restore CS0618
    }

    [Fact]
    public void Describes_states_and_transitions()
    {
        var info = Nested(State.Idle).GetInfo();

        Assert.Equal(State.Idle, info.InitialState.UnderlyingState);
        Assert.Equal([State.Idle, State.Open, State.Asking, State.Reviewing, State.Done], info.States.Select(state => (State)state.UnderlyingState));
        var asking = info.States.Single(state => state.UnderlyingState is State.Asking);
        Assert.Equal(State.Open, asking.Superstate!.UnderlyingState);
        var review = Assert.Single(asking.FixedTransitions);
        Assert.Equal(Trigger.Review, review.Trigger.UnderlyingTrigger);
        Assert.Equal(State.Reviewing, review.DestinationState.UnderlyingState);
    }

    private StateMachine<State, Trigger> Nested(State initial)
    {
        var machine = new StateMachine<State, Trigger>(initial);
        machine.Configure(State.Idle).Permit(Trigger.Start, State.Asking);
        Logged(machine.Configure(State.Open)).Permit(Trigger.Finish, State.Done).PermitReentry(Trigger.Help);
        Logged(machine.Configure(State.Asking)).SubstateOf(State.Open).Permit(Trigger.Review, State.Reviewing);
        Logged(machine.Configure(State.Reviewing)).SubstateOf(State.Open).Permit(Trigger.Answer, State.Open);
        return machine;
    }

    private StateMachine<State, Trigger>.StateConfiguration Logged(StateMachine<State, Trigger>.StateConfiguration configuration) =>
        configuration.OnEntry(() => log.Add($"entry {configuration.State}")).OnExit(() => log.Add($"exit {configuration.State}"));
}
