namespace Stateless.Reflection;

/// <summary>A guard or action described for people: the words given with it, else its method's name.</summary>
public class InvocationInfo
{
    /// <summary>What a lambda without words is called, since the compiler's name for it says nothing.</summary>
    private const string Nameless = "Function";

    private InvocationInfo(string description) => Description = description;

    public string Description { get; }

    internal static InvocationInfo Of(Delegate method, string? description)
    {
        var name = method.Method.Name;
        return new InvocationInfo(description ?? (name.AsSpan().ContainsAny('<', '>', '`') ? Nameless : name));
    }
}
