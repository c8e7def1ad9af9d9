namespace KotanBot;

/// <summary>The program will not do what it was asked, for a reason a person can mend. The message is one clear line.</summary>
public class RefusedException(string oneClearLine, IReadOnlyList<string>? details = null) : Exception(oneClearLine)
{
    /// <summary>Lines that stand before the message, such as every issue of a file.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];
}
