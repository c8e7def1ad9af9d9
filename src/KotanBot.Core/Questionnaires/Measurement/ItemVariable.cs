namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>Which variable, and maybe dimension, an item measures.</summary>
public sealed record ItemVariable(string Item, string Variable, string? Dimension = null)
{
    /// <summary>The variable of all items where nothing else was said.</summary>
    public const string All = "all";
}
