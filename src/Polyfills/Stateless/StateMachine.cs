using Stateless.Reflection;

namespace Stateless;

/// <summary>
/// A state machine with guarded transitions, nested states and entry, exit and internal actions. A trigger fired
/// from inside an action waits its turn: one trigger runs to its end before the next begins.
/// </summary>
/// <typeparam name="TState">What a state is; equality decides sameness.</typeparam>
/// <typeparam name="TTrigger">What a trigger is; equality decides sameness.</typeparam>
public partial class StateMachine<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly Dictionary<TState, Node> nodes = [];
    private readonly Queue<TTrigger> waiting = new();
    private readonly Func<TState> read;
    private readonly Action<TState> write;
    private readonly TState initial;
    private Action<TState, TTrigger, ICollection<string>?> onUnhandled = Refuse;
    private Action<Transition>? onTransitioned;
    private bool firing;

    public StateMachine(TState initialState)
    {
        var current = initialState;
        initial = initialState;
        read = () => current;
        write = state => current = state;
    }

    /// <summary>Keeps the state outside the machine, for instance in a stored row.</summary>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator)
    {
        ArgumentNullException.ThrowIfNull(stateAccessor);
        ArgumentNullException.ThrowIfNull(stateMutator);
        read = stateAccessor;
        write = stateMutator;
        initial = stateAccessor();
    }

    public TState State => read();

    /// <summary>Marked as obsolete because the package marks it so; <see cref="CanFire(TTrigger)"/> asks about one trigger.</summary>
    [Obsolete("The package prefers its asynchronous form. Ask CanFire for a single trigger.")]
    public IEnumerable<TTrigger> PermittedTriggers => GetPermittedTriggers();

    [Obsolete("The package prefers its asynchronous form. Ask CanFire for a single trigger.")]
    public IEnumerable<TTrigger> GetPermittedTriggers(params object[] args) => CurrentNode.PermittedTriggers();

    private Node CurrentNode => NodeOf(State);

    public StateConfiguration Configure(TState state) => new(this, NodeOf(state));

    /// <summary>Fires a trigger, or queues it when another is being handled.</summary>
    /// <exception cref="InvalidOperationException">Nothing permits the trigger and <c>OnUnhandledTrigger</c> was not set,
    /// or two transitions are permitted at once.</exception>
    public void Fire(TTrigger trigger)
    {
        waiting.Enqueue(trigger);
        if (firing) return;
        firing = true;
        try
        {
            while (waiting.TryDequeue(out var next)) FireOne(next);
        }
        finally
        {
            firing = false;
        }
    }

    public bool CanFire(TTrigger trigger) => CurrentNode.Find(trigger) is { Permitted: true };

    /// <param name="trigger">The trigger asked about.</param>
    /// <param name="unmetGuards">Descriptions of the guards that refused; null when the state does not know the trigger.</param>
    public bool CanFire(TTrigger trigger, out ICollection<string>? unmetGuards)
    {
        var found = CurrentNode.Find(trigger);
        unmetGuards = found?.UnmetGuards;
        return found is { Permitted: true };
    }

    /// <summary>True for the current state and for every state it is nested in.</summary>
    public bool IsInState(TState state) => CurrentNode.IsWithin(NodeOf(state));

    /// <summary>Replaces the exception that <see cref="Fire"/> throws on a trigger nothing permits.</summary>
    public void OnUnhandledTrigger(Action<TState, TTrigger> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        onUnhandled = (state, trigger, _) => unhandledTriggerAction(state, trigger);
    }

    public void OnUnhandledTrigger(Action<TState, TTrigger, ICollection<string>?> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        onUnhandled = unhandledTriggerAction;
    }

    /// <summary>Runs after the exit actions, once the new state is set, and before the entry actions.</summary>
    public void OnTransitioned(Action<Transition> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        onTransitioned += onTransitionAction;
    }

    /// <summary>Describes the configured states, and the states that are only destinations, for the graph writers.</summary>
    public StateMachineInfo GetInfo() => Describe();

    private Node NodeOf(TState state)
    {
        if (!nodes.TryGetValue(state, out var node)) nodes[state] = node = new Node(state);
        return node;
    }

    private static void Refuse(TState state, TTrigger trigger, ICollection<string>? unmetGuards) =>
        throw new InvalidOperationException(unmetGuards is { Count: > 0 }
            ? $"Trigger '{trigger}' cannot leave state '{state}' now: guards not met: '{string.Join(", ", unmetGuards)}'."
            : $"State '{state}' has no transition for trigger '{trigger}'.");
}
