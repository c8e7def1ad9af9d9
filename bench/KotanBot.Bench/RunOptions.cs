namespace KotanBot.Bench;

/// <summary>
/// What one whole-process run was told. <paramref name="Data"/> decides which disk is measured; with <paramref name="SlowSync"/>
/// its syncs are made slower from outside, and only turns are looked at. <paramref name="WebChat"/> is Microsoft's webchat-minimal.js;
/// <paramref name="Only"/> names one part of the web chat's run or of the validation; <paramref name="Responses"/> is the folder of real answers.
/// </summary>
internal sealed record RunOptions(string Server, string Data, string? Report, bool Quick, bool SlowSync, string? WebChat, string? Only, string? Responses)
{
    public const int Conversations = 64;

    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 3 : 12);

    public TimeSpan Window => TimeSpan.FromSeconds(Quick ? 2 : 4);

    public int Rounds => Quick ? 3 : SlowSync ? 5 : 11;

    public int Starts => SlowSync ? 0 : Quick ? 2 : 9;

    public int IdleRounds => Quick ? 1 : 3;

    public TimeSpan Idle => TimeSpan.FromSeconds(5);

    public int Syncs => Quick ? 50 : 200;

    public static RunOptions? TryRead(string[] args)
    {
        string? server = null, data = null, report = null, webChat = null, only = null, responses = null;
        var (quick, slowSync) = (false, false);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick")
                quick = true;
            else if (args[i] == "--slow-sync")
                slowSync = true;
            else if (args[i] == "--server" && i + 1 < args.Length)
                server = args[++i];
            else if (args[i] == "--data" && i + 1 < args.Length)
                data = args[++i];
            else if (args[i] == "--report" && i + 1 < args.Length)
                report = args[++i];
            else if (args[i] == "--webchat" && i + 1 < args.Length)
                webChat = args[++i];
            else if (args[i] == "--only" && i + 1 < args.Length)
                only = args[++i];
            else if (args[i] == "--responses" && i + 1 < args.Length)
                responses = args[++i];
            else
                return null;
        }
        return server is not null && data is not null ? new RunOptions(server, data, report, quick, slowSync, webChat, only, responses) : null;
    }
}
