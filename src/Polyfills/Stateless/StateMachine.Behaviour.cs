using Stateless.Reflection;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>What one state does with one trigger, when its guards agree.</summary>
    private abstract record Behaviour(TTrigger Trigger, IReadOnlyList<Guard> Guards)
    {
        public ICollection<string> UnmetGuards() => [.. Guards.Where(guard => !guard.Condition()).Select(guard => guard.Info.Description)];

        public sealed record Move(TTrigger Trigger, TState Destination, IReadOnlyList<Guard> Guards) : Behaviour(Trigger, Guards);

        public sealed record Reentry(TTrigger Trigger, TState Destination, IReadOnlyList<Guard> Guards) : Behaviour(Trigger, Guards);

        public sealed record Ignore(TTrigger Trigger, IReadOnlyList<Guard> Guards) : Behaviour(Trigger, Guards);

        public sealed record Internal(TTrigger Trigger, Action<Transition> Action, IReadOnlyList<Guard> Guards) : Behaviour(Trigger, Guards);
    }

    private sealed record Guard(Func<bool> Condition, InvocationInfo Info);

    private sealed record ExitAction(Action<Transition> Action, InvocationInfo Info);

    /// <summary>Runs on arrival; one with a trigger runs only when that trigger led here.</summary>
    private sealed record EntryAction(Action<Transition> Action, InvocationInfo Info, bool OnlyFromTrigger, TTrigger? Trigger)
    {
        public void Run(Transition transition)
        {
            if (!OnlyFromTrigger || EqualityComparer<TTrigger>.Default.Equals(transition.Trigger, Trigger)) Action(transition);
        }
    }
}
