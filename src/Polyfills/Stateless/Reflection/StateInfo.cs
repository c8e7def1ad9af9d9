namespace Stateless.Reflection;

/// <summary>One state described as data; nested states point at each other.</summary>
public class StateInfo
{
    internal StateInfo(object underlyingState) => UnderlyingState = underlyingState;

    public object UnderlyingState { get; }

    public StateInfo? Superstate { get; internal set; }

    public IEnumerable<StateInfo> Substates { get; internal set; } = [];

    public IEnumerable<ActionInfo> EntryActions { get; internal set; } = [];

    public IEnumerable<InvocationInfo> ExitActions { get; internal set; } = [];

    public IEnumerable<FixedTransitionInfo> FixedTransitions { get; internal set; } = [];

    public IEnumerable<IgnoredTransitionInfo> IgnoredTriggers { get; internal set; } = [];

    public override string ToString() => UnderlyingState.ToString() ?? "";
}
