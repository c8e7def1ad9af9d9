using System.Diagnostics;

namespace KotanBot;

/// <summary>How the log names an exception: its type and where it was thrown. Never its message, which may quote what a person wrote.</summary>
public static class Failure
{
    public static string Describe(Exception exception)
    {
        var frames = new StackTrace(exception).GetFrames()
            .Select(f => f.GetMethod())
            .Where(m => m?.DeclaringType is not null)
            .Take(6)
            .Select(m => $"{m!.DeclaringType!.Name}.{m.Name}");
        return $"{exception.GetType().FullName} at {string.Join(" < ", frames)}";
    }
}
