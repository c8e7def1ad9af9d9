using KotanBot.Core.Conversations;

namespace KotanBot.Core.Offices;

/// <summary>
/// Whose data somebody may read and change: an office, alone or with all below it. Every store method that reads people,
/// reports, answers or summaries takes one, so that nothing is read for nobody.
/// </summary>
public sealed record Scope
{
    private Scope(string? role, string? root, bool withBelow)
    {
        Role = role;
        Root = root;
        WithBelow = withBelow;
    }

    /// <summary>Whoever works on the machine itself (the verbs of <c>kotanbot</c>, the jobs): all offices and all rights.</summary>
    public static Scope Server { get; } = new(Access.Admin, null, true);

    /// <summary>No office at all.</summary>
    public static Scope Nothing { get; } = new(null, "", false);

    /// <summary>The office on top; null for all offices, empty for none.</summary>
    public string? Root { get; }

    public bool WithBelow { get; }

    private string? Role { get; }

    /// <summary>What this person may see and do for an office; nothing for volunteers, respondents and strangers.</summary>
    public static Scope Of(Facts facts) => Of(facts.Role, facts.Satker?.Code);

    public static Scope Of(string? role, string? satkerCode) =>
        satkerCode is null || Access.RightsOf(role).IsEmpty ? Nothing : new Scope(role, satkerCode, role == Access.Admin);

    /// <summary>The office whose things this person may name in an answer, for admins with all below it: naming them needs no right.</summary>
    public static Scope ForNaming(Facts facts) => facts.Satker is { } satker ? new Scope(facts.Role, satker.Code, facts.Role == Access.Admin) : Nothing;

    /// <summary>The same rights for one office that lies within, and for those below it when this scope reaches below.</summary>
    public Scope At(string satkerCode) => new(Role, satkerCode, WithBelow);

    public bool Allows(Right right) => Access.RightsOf(Role).Contains(right);

    /// <summary>The same rights for an office within; the store finds nothing if it lies outside.</summary>
    public Scope For(Right right) => Allows(right) ? this : Nothing;
}
