namespace Stateless.Reflection;

/// <summary>One trigger described as data.</summary>
public class TriggerInfo
{
    internal TriggerInfo(object underlyingTrigger) => UnderlyingTrigger = underlyingTrigger;

    public object UnderlyingTrigger { get; }

    public override string ToString() => UnderlyingTrigger.ToString() ?? "";
}
