namespace Stateless.Reflection;

/// <summary>An entry action described as data; <see cref="FromTrigger"/> is set when only that trigger runs it.</summary>
public class ActionInfo
{
    internal ActionInfo(InvocationInfo method, string? fromTrigger)
    {
        Method = method;
        FromTrigger = fromTrigger;
    }

    public InvocationInfo Method { get; }

    public string? FromTrigger { get; }
}
