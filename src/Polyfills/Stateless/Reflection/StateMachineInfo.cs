namespace Stateless.Reflection;

/// <summary>A configured machine described as data, in the order it was configured.</summary>
public class StateMachineInfo
{
    internal StateMachineInfo(StateInfo initialState, IReadOnlyList<StateInfo> states)
    {
        InitialState = initialState;
        States = states;
    }

    public StateInfo InitialState { get; }

    public IEnumerable<StateInfo> States { get; }
}
