using System.Collections.Immutable;
using System.Net;
using KotanBot.Api;
using KotanBot.Channels.DirectLine;
using KotanBot.Channels.Telegram;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>What one start of the gateway was told. Tests give port 0, a clock and their own turn function.</summary>
public sealed record GatewayOptions
{
    public const string DefaultUrl = "http://localhost:5080";

    public required string DataPath { get; init; }

    public ImmutableArray<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>Whether to play the demo transcripts and to hand out the code <c>DEMO</c>.</summary>
    public bool Demo { get; init; }

    /// <summary>Null without Telegram.</summary>
    public TelegramSettings? Telegram { get; init; }

    /// <summary>Origins of pages that may use Direct Line from a browser, besides those named when a token is generated.</summary>
    public ImmutableArray<string> TrustedOrigins { get; init; } = [];

    /// <summary>Under which address people outside reach this server; null when nobody said so.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>When silent volunteers are reminded.</summary>
    public ReminderSettings Reminder { get; init; } = new();

    /// <summary>When weekly summaries are made.</summary>
    public SummarySettings Summary { get; init; } = new();

    /// <summary>How much the web chat takes; null for the ordinary limits.</summary>
    public DirectLineLimitSettings? Limits { get; init; }

    /// <summary>How often programs may ask for numbers, and from which pages.</summary>
    public ApiSettings Api { get; init; } = new();

    /// <summary>Proxies beside those on this machine whose word counts about where a request came from.</summary>
    public ImmutableArray<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The dialogs folder; normally the one beside the program.</summary>
    public string DefinitionsPath { get; init; } = ShippedFiles.Dialogs;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How the writer groups turns; benchmarks compare it with one transaction per message.</summary>
    public DatabaseOptions Database { get; init; } = new();

    public RunTurnFunction? RunTurn { get; init; }
}
