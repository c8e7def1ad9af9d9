using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>A machine as boxes and arrows, in drawing order: trees of nested states first, then the states on their own.</summary>
internal sealed record GraphOutline(IReadOnlyList<GraphBox> Boxes, IReadOnlyList<GraphArrow> Arrows, string InitialState)
{
    public static GraphOutline Of(StateMachineInfo machine)
    {
        var trees = machine.States.Where(state => state.Superstate is null && state.Substates.Any());
        var single = machine.States.Where(state => state.Superstate is null && !state.Substates.Any());
        return new GraphOutline(
            [.. trees.SelectMany(Tree).Concat(single).Select(GraphBox.Of)],
            [.. machine.States.SelectMany(ArrowsFrom)],
            machine.InitialState.ToString());

        static IEnumerable<StateInfo> Tree(StateInfo state) => state.Substates.SelectMany(Tree).Prepend(state);
    }

    private static IEnumerable<GraphArrow> ArrowsFrom(StateInfo state)
    {
        foreach (var transition in state.FixedTransitions)
            yield return Arrow(state, transition, transition.DestinationState, [.. ActionsShown(state, transition)]);
        foreach (var ignored in state.IgnoredTriggers)
            yield return Arrow(state, ignored, state, []);
    }

    private static GraphArrow Arrow(StateInfo from, TransitionInfo transition, StateInfo to, IReadOnlyList<string> actions)
    {
        var guards = transition.GuardConditionsMethodDescriptions.Select(guard => $"[{guard.Description}]");
        var label = transition.Trigger + (actions.Count > 0 ? " / " + string.Join(", ", actions) : "");
        return new GraphArrow(from.ToString(), to.ToString(), string.Join(' ', guards.Prepend(label).Where(part => part.Length > 0)));
    }

    /// <summary>
    /// An arrow names the entry actions that only its trigger runs; an arrow from a state to itself names the plain ones
    /// too, because there the box does not tell that a reentry runs them.
    /// </summary>
    private static IEnumerable<string> ActionsShown(StateInfo from, FixedTransitionInfo transition)
    {
        if (transition.IsInternalTransition) return [];
        var to = transition.DestinationState;
        var plain = ReferenceEquals(from, to) ? to.EntryActions.Where(action => action.FromTrigger is null) : [];
        var own = to.EntryActions.Where(action => action.FromTrigger == transition.Trigger.ToString());
        return plain.Concat(own).Select(action => action.Method.Description);
    }
}

internal sealed record GraphArrow(string From, string To, string Label);

internal sealed record GraphBox(string Name, bool IsNested, IReadOnlyList<string> EntryActions, IReadOnlyList<string> ExitActions, IReadOnlyList<GraphBox> Children)
{
    public static GraphBox Of(StateInfo state) => new(
        state.ToString(),
        state.Superstate is not null,
        [.. state.EntryActions.Where(action => action.FromTrigger is null).Select(action => action.Method.Description)],
        [.. state.ExitActions.Select(action => action.Description)],
        [.. state.Substates.Select(Of)]);
}
