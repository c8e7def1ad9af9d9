using Stateless.Reflection;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    private StateMachineInfo Describe()
    {
        var all = nodes.Values.Concat(OnlyDestinations()).ToList();
        var infos = all.ToDictionary(node => node.State, node => new StateInfo(node.State));
        foreach (var node in all) Describe(node, infos);
        return new StateMachineInfo(new StateInfo(initial), [.. infos.Values]);
    }

    /// <summary>States that some transition leads to and that nobody configured; they come last in the graph.</summary>
    private List<Node> OnlyDestinations() =>
        [.. nodes.Values.SelectMany(node => node.Behaviours).OfType<Behaviour.Move>().Select(move => move.Destination)
            .Distinct().Where(state => !nodes.ContainsKey(state)).Select(state => new Node(state))];

    private static void Describe(Node node, Dictionary<TState, StateInfo> infos)
    {
        var info = infos[node.State];
        info.Superstate = node.Parent is null ? null : infos[node.Parent.State];
        info.Substates = [.. node.Children.Select(child => infos[child.State])];
        info.EntryActions = [.. node.EntryActions.Select(action => new ActionInfo(action.Info, action.OnlyFromTrigger ? action.Trigger?.ToString() : null))];
        info.ExitActions = [.. node.ExitActions.Select(action => action.Info)];
        info.FixedTransitions = [.. node.BehavioursByTrigger.SelectMany(group => FixedTransitions(node, group, infos))];
        info.IgnoredTriggers = [.. node.Behaviours.OfType<Behaviour.Ignore>().Select(ignore => new IgnoredTransitionInfo(ignore.Trigger, Guards(ignore)))];
    }

    /// <summary>Within one trigger: moves first, then reentries, then internal transitions, as the package orders them.</summary>
    private static IEnumerable<FixedTransitionInfo> FixedTransitions(Node node, IReadOnlyList<Behaviour> group, Dictionary<TState, StateInfo> infos)
    {
        foreach (var move in group.OfType<Behaviour.Move>())
            yield return new FixedTransitionInfo(move.Trigger, Guards(move), infos[move.Destination], isInternal: false);
        foreach (var reentry in group.OfType<Behaviour.Reentry>())
            yield return new FixedTransitionInfo(reentry.Trigger, Guards(reentry), infos[node.State], isInternal: false);
        foreach (var here in group.OfType<Behaviour.Internal>())
            yield return new FixedTransitionInfo(here.Trigger, Guards(here), infos[node.State], isInternal: true);
    }

    private static IReadOnlyList<InvocationInfo> Guards(Behaviour behaviour) => [.. behaviour.Guards.Select(guard => guard.Info)];
}
