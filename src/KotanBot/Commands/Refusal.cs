using System.Net.Sockets;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>Turns what a person can mend into lines to print. Everything else is a defect of ours and keeps its stack trace.</summary>
public static class Refusal
{
    /// <summary>Null when the exception is no refusal.</summary>
    public static IReadOnlyList<string>? Lines(Exception exception) => exception switch
    {
        DefinitionsRefusedException refused => [.. refused.Issues.Select(i => (i with { File = Path.Join(refused.Folder, i.File) }).ToString()), Line(refused.Message)],
        RefusedException refused => [.. refused.Details, Line(refused.Message)],
        StorageUnavailableException => [Line(exception.Message)],
        // Kestrel's "Failed to bind to address …: address already in use." and a port that only root may open.
        IOException { InnerException: not null } bind when bind.Message.StartsWith("Failed to bind", StringComparison.Ordinal) => [Line(bind.Message)],
        SocketException socket => [Line($"cannot listen: {socket.Message}")],
        UnauthorizedAccessException or IOException => [Line(exception.Message)],
        _ => null,
    };

    private static string Line(string text) => "kotanbot: " + text.ReplaceLineEndings(" ");
}
