using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>Which option a reply names: one, several that cannot be told apart, or none.</summary>
public abstract record ChoiceReading
{
    private ChoiceReading()
    {
    }

    public sealed record One(string Key) : ChoiceReading;

    /// <summary>At least two options fit, in the order of the list; ask which is meant.</summary>
    public sealed record Several(ImmutableArray<string> Keys) : ChoiceReading;

    public sealed record None : ChoiceReading;
}

/// <summary>Which options a reply to a choose-many question names.</summary>
public abstract record ManyChoicesReading
{
    private ManyChoicesReading()
    {
    }

    /// <summary>The chosen keys in the order of the list, without repeats; empty when the person says "tidak ada".</summary>
    public sealed record Chosen(ImmutableArray<string> Keys) : ManyChoicesReading;

    /// <summary>
    /// A part of the reply fits no option or several: <paramref name="Understood"/> are the keys that are certain,
    /// <paramref name="Unknown"/> the folded parts that are not, <paramref name="Candidates"/> the keys they may mean.
    /// </summary>
    public sealed record Unclear(ImmutableArray<string> Understood, ImmutableArray<string> Unknown, ImmutableArray<string> Candidates)
        : ManyChoicesReading;
}
