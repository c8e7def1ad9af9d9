namespace KotanBot;

/// <summary>Asks the server for an invitation code.</summary>
public sealed record ControlInvitation(string Satker, string Role, int Uses, int Days)
{
    public string? Lembaga { get; init; }

    /// <summary>Needed for a lembaga that the office does not know yet.</summary>
    public string? Lingkungan { get; init; }
}

/// <summary>Asks the server for a link into the admin site.</summary>
public sealed record ControlSiteLink(string Satker);

/// <summary>Asks the server to take in a file of offices; its name is for the issues.</summary>
public sealed record ControlSatkerFile(string Name, byte[] Content);

/// <summary>Asks the server to take in a file of targets; its name is for the issues.</summary>
public sealed record ControlTargetFile(string Name, byte[] Content);

/// <summary>Asks the server for a token of the API.</summary>
public sealed record ControlToken(string Satker, string Name, int Days);

/// <summary>Asks the server to revoke the token of this id.</summary>
public sealed record ControlTokenEnd(string Id);

/// <summary>A line typed in the terminal, with a key of its own so that a repeated request is answered once.</summary>
public sealed record ControlMessage(string Person, string Text, string Key);

/// <summary>What the server did: lines to print, or why it refuses; then the lines are the details.</summary>
public sealed record ControlReply(IReadOnlyList<string> Lines, string? Refusal);
