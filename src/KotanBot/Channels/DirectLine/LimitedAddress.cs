using System.Net;

namespace KotanBot.Channels.DirectLine;

/// <summary>The address that a call counts for, and with it each answer in its body or over its socket. Calls of the secret's owner have none.</summary>
internal sealed record LimitedAddress(IPAddress? Address);
