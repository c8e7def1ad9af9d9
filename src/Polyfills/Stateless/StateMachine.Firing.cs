using System.Diagnostics;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    private void FireOne(TTrigger trigger)
    {
        var source = State;
        var node = NodeOf(source);
        var found = node.Find(trigger);
        if (found is not { Permitted: true })
        {
            onUnhandled(source, trigger, found?.UnmetGuards);
            return;
        }

        switch (found.Behaviour)
        {
            case Behaviour.Ignore:
                break;
            case Behaviour.Internal here:
                here.Action(new Transition(source, source, trigger));
                break;
            case Behaviour.Reentry back:
                Reenter(node, new Transition(source, back.Destination, trigger));
                break;
            case Behaviour.Move move when Same(move.Destination, source):
                // Permitted by an enclosing state, whose destination is where we already are: not a reentry.
                break;
            case Behaviour.Move move:
                Move(node, new Transition(source, move.Destination, trigger));
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Move(Node from, Transition transition)
    {
        var to = NodeOf(transition.Destination);
        from.Leave(transition, to);
        write(transition.Destination);
        onTransitioned?.Invoke(transition);
        to.Arrive(transition, from);
    }

    /// <summary>A reentry that an enclosing state permits leaves the nested state and enters the enclosing one anew.</summary>
    private void Reenter(Node from, Transition transition)
    {
        var to = NodeOf(transition.Destination);
        if (!transition.IsReentry)
        {
            from.Leave(transition, to);
            transition = new Transition(transition.Destination, transition.Destination, transition.Trigger);
        }

        to.RunExitActions(transition);
        onTransitioned?.Invoke(transition);
        to.RunEntryActions(transition);
        write(transition.Destination);
    }

    private static bool Same(TState left, TState right) => EqualityComparer<TState>.Default.Equals(left, right);
}
