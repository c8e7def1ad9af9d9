using Stateless;

namespace KotanBot.Core.Tests.Polyfills;

/// <summary>
/// What we rely on in Stateless. The same tests run on our polyfill and, in tests/use-packages.sh, on the real package:
/// messages are asked for the names they carry, never for their wording.
/// </summary>
public class StatelessTests
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
    private bool complete;

    [Fact]
    public void Moves_to_the_permitted_state()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle).Permit(Trigger.Start, State.Asking);

        machine.Fire(Trigger.Start);

        Assert.Equal(State.Asking, machine.State);
    }

    [Fact]
    public void Reads_and_writes_the_state_kept_outside()
    {
        var stored = State.Idle;
        var machine = new StateMachine<State, Trigger>(() => stored, state => stored = state);
        machine.Configure(State.Idle).Permit(Trigger.Start, State.Asking);
        machine.Configure(State.Done).Permit(Trigger.Start, State.Idle);

        machine.Fire(Trigger.Start);
        Assert.Equal(State.Asking, stored);

        stored = State.Done;
        Assert.True(machine.CanFire(Trigger.Start));
    }

    [Fact]
    public void Refuses_an_unknown_trigger_and_names_trigger_and_state()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);

        var refusal = Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Finish));

        Assert.Contains("Finish", refusal.Message);
        Assert.Contains("Idle", refusal.Message);
        Assert.Equal(State.Idle, machine.State);
    }

    [Fact]
    public void Refuses_a_guarded_trigger_and_names_every_unmet_guard()
    {
        var machine = new StateMachine<State, Trigger>(State.Asking);
        machine.Configure(State.Asking)
            .PermitIf(Trigger.Finish, State.Done, () => complete, "all questions answered")
            .PermitIf(Trigger.Finish, State.Reviewing, () => false, "a reviewer is on duty");

        var refusal = Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Finish));

        Assert.Contains("Finish", refusal.Message);
        Assert.Contains("Asking", refusal.Message);
        Assert.Contains("all questions answered", refusal.Message);
        Assert.Contains("a reviewer is on duty", refusal.Message);
    }

    [Fact]
    public void Tells_which_guards_are_unmet_before_firing()
    {
        var machine = new StateMachine<State, Trigger>(State.Asking);
        machine.Configure(State.Asking).PermitIf(Trigger.Finish, State.Done, () => complete, "all questions answered");

        Assert.False(machine.CanFire(Trigger.Finish, out var unmet));
        Assert.Equal(["all questions answered"], unmet!);

        complete = true;
        Assert.True(machine.CanFire(Trigger.Finish, out unmet));
        Assert.Empty(unmet!);

        Assert.False(machine.CanFire(Trigger.Review, out unmet));
        Assert.Null(unmet);
    }

    [Fact]
    public void Refuses_two_transitions_at_once()
    {
        var machine = new StateMachine<State, Trigger>(State.Asking);
        machine.Configure(State.Asking)
            .PermitIf(Trigger.Finish, State.Done, () => true)
            .PermitIf(Trigger.Finish, State.Reviewing, () => true);

        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Finish));
    }

    [Fact]
    public void Refuses_a_permitted_move_to_the_state_itself()
    {
        var machine = new StateMachine<State, Trigger>(State.Asking);

        Assert.Throws<ArgumentException>(() => machine.Configure(State.Asking).Permit(Trigger.Answer, State.Asking));
        Assert.Throws<ArgumentException>(() => machine.Configure(State.Asking).PermitIf(Trigger.Answer, State.Asking, () => true));
    }

    [Fact]
    public void Runs_exit_then_transitioned_then_entry()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle).Permit(Trigger.Start, State.Asking).OnExit(() => log.Add($"exit in {machine.State}"));
        machine.Configure(State.Asking)
            .OnEntry(transition => log.Add($"entry {transition.Source}>{transition.Destination} by {transition.Trigger}"))
            .OnEntryFrom(Trigger.Start, () => log.Add("entry from start"))
            .OnEntryFrom(Trigger.Review, () => log.Add("entry from review"));
        machine.OnTransitioned(_ => log.Add($"transitioned in {machine.State}"));

        machine.Fire(Trigger.Start);

        Assert.Equal(["exit in Idle", "transitioned in Asking", "entry Idle>Asking by Start", "entry from start"], log);
    }

    [Fact]
    public void Reentry_leaves_and_enters_again()
    {
        var machine = new StateMachine<State, Trigger>(State.Asking);
        machine.Configure(State.Asking)
            .PermitReentry(Trigger.Answer)
            .PermitReentryIf(Trigger.Help, () => complete, "complete")
            .OnExit(transition => log.Add($"exit {transition.IsReentry}"))
            .OnEntry(() => log.Add("entry"));

        machine.Fire(Trigger.Answer);

        Assert.Equal(["exit True", "entry"], log);
        Assert.False(machine.CanFire(Trigger.Help));
    }

    [Fact]
    public void Ignored_triggers_do_nothing()
    {
        var machine = new StateMachine<State, Trigger>(State.Asking);
        machine.Configure(State.Asking)
            .Ignore(Trigger.Help)
            .IgnoreIf(Trigger.Review, () => complete, "complete")
            .OnEntry(() => log.Add("entry"))
            .OnExit(() => log.Add("exit"));

        machine.Fire(Trigger.Help);

        Assert.Empty(log);
        Assert.Equal(State.Asking, machine.State);
        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Review));
        complete = true;
        machine.Fire(Trigger.Review);
    }

    [Fact]
    public void Internal_transitions_run_without_leaving_the_state()
    {
        var machine = new StateMachine<State, Trigger>(State.Asking);
        machine.Configure(State.Asking)
            .SubstateOf(State.Open)
            .InternalTransition(Trigger.Help, () => log.Add("help"))
            .OnEntry(() => log.Add("entry"))
            .OnExit(() => log.Add("exit"));
        machine.Configure(State.Open).InternalTransition(Trigger.Review, transition => log.Add($"review in {transition.Source}"));
        machine.OnTransitioned(_ => log.Add("transitioned"));

        machine.Fire(Trigger.Help);
        machine.Fire(Trigger.Review);

        Assert.Equal(["help", "review in Asking"], log);
    }

    [Fact]
    public void A_trigger_fired_inside_an_action_waits_for_the_running_one()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle).Permit(Trigger.Start, State.Asking);
        machine.Configure(State.Asking)
            .Permit(Trigger.Finish, State.Done)
            .OnEntry(() => machine.Fire(Trigger.Finish))
            .OnEntry(() => log.Add($"second entry action in {machine.State}"));

        machine.Fire(Trigger.Start);

        Assert.Equal(State.Done, machine.State);
        Assert.Equal(["second entry action in Asking"], log);
    }

    [Fact]
    public void An_unhandled_trigger_goes_to_the_handler_with_its_unmet_guards()
    {
        var machine = new StateMachine<State, Trigger>(State.Asking);
        machine.Configure(State.Asking).PermitIf(Trigger.Finish, State.Done, () => complete, "complete");
        machine.OnUnhandledTrigger((state, trigger, unmet) => log.Add($"{state} {trigger} {string.Join(',', unmet ?? [])}"));

        machine.Fire(Trigger.Finish);
        machine.Fire(Trigger.Start);
        machine.OnUnhandledTrigger((state, trigger) => log.Add($"{state} {trigger}"));
        machine.Fire(Trigger.Help);

        Assert.Equal(["Asking Finish complete", "Asking Start ", "Asking Help"], log);
    }
}
