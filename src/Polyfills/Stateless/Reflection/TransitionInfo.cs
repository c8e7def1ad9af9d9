namespace Stateless.Reflection;

/// <summary>What a state does with one trigger, described as data: a move, a reentry, an internal action, or nothing.</summary>
public abstract class TransitionInfo
{
    private protected TransitionInfo(object trigger, IReadOnlyList<InvocationInfo> guards, bool isInternal)
    {
        Trigger = new TriggerInfo(trigger);
        GuardConditionsMethodDescriptions = guards;
        IsInternalTransition = isInternal;
    }

    public TriggerInfo Trigger { get; }

    public IEnumerable<InvocationInfo> GuardConditionsMethodDescriptions { get; }

    public bool IsInternalTransition { get; }
}

/// <summary>A transition with a known destination, which is the state itself for reentries and internal actions.</summary>
public class FixedTransitionInfo : TransitionInfo
{
    internal FixedTransitionInfo(object trigger, IReadOnlyList<InvocationInfo> guards, StateInfo destination, bool isInternal)
        : base(trigger, guards, isInternal) => DestinationState = destination;

    public StateInfo DestinationState { get; }
}

/// <summary>A trigger that the state accepts and does nothing with.</summary>
public class IgnoredTransitionInfo : TransitionInfo
{
    internal IgnoredTransitionInfo(object trigger, IReadOnlyList<InvocationInfo> guards)
        : base(trigger, guards, isInternal: false)
    {
    }
}
