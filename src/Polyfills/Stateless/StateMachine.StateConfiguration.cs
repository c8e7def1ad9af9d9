using Stateless.Reflection;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>Says what one state permits, ignores and does; every call returns itself so that calls chain.</summary>
    public class StateConfiguration
    {
        private readonly Node node;

        internal StateConfiguration(StateMachine<TState, TTrigger> machine, object node)
        {
            Machine = machine;
            this.node = (Node)node;
        }

        public TState State => node.State;

        public StateMachine<TState, TTrigger> Machine { get; }

        public StateConfiguration Permit(TTrigger trigger, TState destinationState) => Move(trigger, destinationState, []);

        public StateConfiguration PermitIf(TTrigger trigger, TState destinationState, Func<bool> guard, string? guardDescription = null) =>
            Move(trigger, destinationState, [Describe(guard, guardDescription)]);

        /// <summary>Accepts the trigger by leaving this state and entering it again.</summary>
        public StateConfiguration PermitReentry(TTrigger trigger) => Add(new Behaviour.Reentry(trigger, State, []));

        public StateConfiguration PermitReentryIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null) =>
            Add(new Behaviour.Reentry(trigger, State, [Describe(guard, guardDescription)]));

        public StateConfiguration Ignore(TTrigger trigger) => Add(new Behaviour.Ignore(trigger, []));

        public StateConfiguration IgnoreIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null) =>
            Add(new Behaviour.Ignore(trigger, [Describe(guard, guardDescription)]));

        /// <summary>Accepts the trigger by running an action; the state is neither left nor entered.</summary>
        public StateConfiguration InternalTransition(TTrigger trigger, Action internalAction)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return InternalTransition(trigger, _ => internalAction());
        }

        public StateConfiguration InternalTransition(TTrigger trigger, Action<Transition> entryAction)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            // The package gives every internal transition a nameless guard, and draws it; the graphs must agree.
            return Add(new Behaviour.Internal(trigger, entryAction, [Describe(() => true, null)]));
        }

        /// <exception cref="ArgumentException">The states would enclose each other.</exception>
        public StateConfiguration SubstateOf(TState superstate)
        {
            node.NestIn(Machine.NodeOf(superstate));
            return this;
        }

        public StateConfiguration OnEntry(Action entryAction, string? entryActionDescription = null) =>
            Entering(_ => entryAction(), entryAction, entryActionDescription);

        public StateConfiguration OnEntry(Action<Transition> entryAction, string? entryActionDescription = null) =>
            Entering(entryAction, entryAction, entryActionDescription);

        /// <summary>An entry action that runs only when this trigger led here.</summary>
        public StateConfiguration OnEntryFrom(TTrigger trigger, Action entryAction, string? entryActionDescription = null) =>
            EnteringFrom(trigger, _ => entryAction(), entryAction, entryActionDescription);

        public StateConfiguration OnEntryFrom(TTrigger trigger, Action<Transition> entryAction, string? entryActionDescription = null) =>
            EnteringFrom(trigger, entryAction, entryAction, entryActionDescription);

        public StateConfiguration OnExit(Action exitAction, string? exitActionDescription = null) =>
            Leaving(_ => exitAction(), exitAction, exitActionDescription);

        public StateConfiguration OnExit(Action<Transition> exitAction, string? exitActionDescription = null) =>
            Leaving(exitAction, exitAction, exitActionDescription);

        private StateConfiguration Move(TTrigger trigger, TState destination, IReadOnlyList<Guard> guards)
        {
            if (Same(destination, State))
                throw new ArgumentException($"Trigger '{trigger}' would lead from '{State}' to itself: say Ignore or PermitReentry instead.", nameof(destination));
            return Add(new Behaviour.Move(trigger, destination, guards));
        }

        private StateConfiguration Add(Behaviour behaviour)
        {
            node.Add(behaviour);
            return this;
        }

        private StateConfiguration Entering(Action<Transition> run, Delegate given, string? description)
        {
            ArgumentNullException.ThrowIfNull(given);
            node.EntryActions.Add(new EntryAction(run, InvocationInfo.Of(given, description), OnlyFromTrigger: false, Trigger: default));
            return this;
        }

        private StateConfiguration EnteringFrom(TTrigger trigger, Action<Transition> run, Delegate given, string? description)
        {
            ArgumentNullException.ThrowIfNull(given);
            node.EntryActions.Add(new EntryAction(run, InvocationInfo.Of(given, description), OnlyFromTrigger: true, trigger));
            return this;
        }

        private StateConfiguration Leaving(Action<Transition> run, Delegate given, string? description)
        {
            ArgumentNullException.ThrowIfNull(given);
            node.ExitActions.Add(new ExitAction(run, InvocationInfo.Of(given, description)));
            return this;
        }

        private static Guard Describe(Func<bool> guard, string? description)
        {
            ArgumentNullException.ThrowIfNull(guard);
            return new Guard(guard, InvocationInfo.Of(guard, description));
        }
    }
}
