using System.Collections.Immutable;

namespace KotanBot.Core.Dialogs;

/// <summary>A condition as data, never an expression language. An operand without a value makes a comparison false.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    public sealed record EqualTo(Operand Operand, string Value) : Condition;

    public sealed record In(Operand Operand, ImmutableArray<string> Values) : Condition;

    public sealed record LessThan(Operand Operand, decimal Value) : Condition;

    /// <summary>Of several options so many were chosen.</summary>
    public sealed record AtLeast(Operand Operand, int Chosen) : Condition;

    public sealed record All(ImmutableArray<Condition> Conditions) : Condition;

    public sealed record Any(ImmutableArray<Condition> Conditions) : Condition;

    public sealed record Not(Condition Condition) : Condition;
}

/// <summary>What a condition looks at: an earlier answer of this run (by step id) or a named fact about the person.</summary>
public abstract record Operand
{
    private Operand()
    {
    }

    public sealed record OfAnswer(string StepId) : Operand;

    public sealed record OfFact(string Name) : Operand;
}
