namespace KotanBot.Core.Indices;

/// <summary>How many respondents of a group answered.</summary>
public sealed record IndexGroupCount(string Group, int N);
