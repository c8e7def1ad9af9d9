namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>One state with what was configured for it; nested states form a tree through <see cref="Parent"/>.</summary>
    private sealed class Node(TState state)
    {
        /// <summary>Triggers in the order they were first configured: the graph is drawn in this order.</summary>
        private readonly List<TTrigger> order = [];
        private readonly Dictionary<TTrigger, List<Behaviour>> behaviours = [];

        public TState State { get; } = state;

        public Node? Parent { get; private set; }

        public List<Node> Children { get; } = [];

        public List<EntryAction> EntryActions { get; } = [];

        public List<ExitAction> ExitActions { get; } = [];

        public IEnumerable<Behaviour> Behaviours => order.SelectMany(trigger => behaviours[trigger]);

        public IEnumerable<IReadOnlyList<Behaviour>> BehavioursByTrigger => order.Select(trigger => behaviours[trigger]);

        public void Add(Behaviour behaviour)
        {
            if (!behaviours.TryGetValue(behaviour.Trigger, out var list))
            {
                behaviours[behaviour.Trigger] = list = [];
                order.Add(behaviour.Trigger);
            }

            list.Add(behaviour);
        }

        public void NestIn(Node parent)
        {
            for (var above = parent; above is not null; above = above.Parent)
            {
                if (above == this)
                    throw new ArgumentException($"State '{State}' cannot be nested in '{parent.State}', which lies within it.", nameof(parent));
            }

            Parent = parent;
            parent.Children.Add(this);
        }

        public bool IsWithin(Node other) => this == other || (Parent is not null && Parent.IsWithin(other));

        /// <summary>The behaviour for a trigger here or in an enclosing state; the nearest permitted one wins.</summary>
        public Found? Find(TTrigger trigger)
        {
            var local = FindHere(trigger);
            return local is { Permitted: true } ? local : Parent?.Find(trigger) ?? local;
        }

        public IEnumerable<TTrigger> PermittedTriggers()
        {
            var here = order.Where(trigger => behaviours[trigger].Exists(behaviour => behaviour.UnmetGuards().Count == 0));
            return Parent is null ? [.. here] : [.. here.Union(Parent.PermittedTriggers())];
        }

        /// <summary>Leaves this state and every enclosing state that does not hold the destination, innermost first.</summary>
        public void Leave(Transition transition, Node destination)
        {
            for (var node = this; node is not null && !destination.IsWithin(node); node = node.Parent) node.RunExitActions(transition);
        }

        /// <summary>Enters every enclosing state that does not hold the source, outermost first, then this state.</summary>
        public void Arrive(Transition transition, Node source)
        {
            if (source.IsWithin(this)) return;
            Parent?.Arrive(transition, source);
            RunEntryActions(transition);
        }

        public void RunEntryActions(Transition transition) => EntryActions.ForEach(action => action.Run(transition));

        public void RunExitActions(Transition transition) => ExitActions.ForEach(action => action.Action(transition));

        private Found? FindHere(TTrigger trigger)
        {
            if (!behaviours.TryGetValue(trigger, out var candidates)) return null;
            var results = candidates.ConvertAll(behaviour => new Found(behaviour, behaviour.UnmetGuards()));
            var permitted = results.FindAll(result => result.Permitted);
            return permitted.Count switch
            {
                0 => results[0] with { UnmetGuards = [.. results.SelectMany(result => result.UnmetGuards).Distinct()] },
                1 => permitted[0],
                _ => throw new InvalidOperationException(
                    $"State '{State}' permits more than one transition for trigger '{trigger}': their guards must exclude each other."),
            };
        }
    }

    /// <summary>What a state does with a trigger, and which guards refused it.</summary>
    private sealed record Found(Behaviour Behaviour, ICollection<string> UnmetGuards)
    {
        public bool Permitted => UnmetGuards.Count == 0;
    }
}
