namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>One change of state, as the actions see it.</summary>
    public class Transition(TState source, TState destination, TTrigger trigger)
    {
        public TState Source { get; } = source;

        public TState Destination { get; } = destination;

        public TTrigger Trigger { get; } = trigger;

        public bool IsReentry => Same(Source, Destination);
    }
}
