using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KotanBot.Fakes.Updates;

namespace KotanBot.Fakes.Api;

/// <summary>How the bot gets its updates: one poller, or a webhook, never both.</summary>
internal sealed partial class UpdateMethods(World world)
{
    private const int LongestPollSeconds = 50;

    public async Task<JsonNode> PollAsync(ApiCall call, CancellationToken aborted)
    {
        Task<JsonArray> poll;
        // One breath from the look at the webhook to the waiting: a webhook set between them would never end this poll.
        lock (world.Gate)
        {
            if (world.Updates.Webhook is not null)
                throw new ApiFault(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
            world.Updates.Allow(call.Json("allowed_updates"));
            poll = world.Updates.PollAsync(
                call.Number("offset") ?? 0, call.Clamped("limit", 100, 1, 100), TimeSpan.FromSeconds(call.Clamped("timeout", 0, 0, LongestPollSeconds)), aborted);
        }
        return await poll;
    }

    /// <summary>The real server wants https and one of the ports 443, 80, 88, 8443; plain http to this machine is let in for tests.</summary>
    public async Task<JsonNode> SetWebhookAsync(ApiCall call, CancellationToken aborted)
    {
        var address = call.Text("url");
        if (address.Length == 0)
            return await DeleteWebhookAsync(call, aborted);
        if (!Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw ApiFault.BadRequest("invalid webhook URL specified");
        if (url.Scheme == "http" && !url.IsLoopback)
            throw ApiFault.BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
        var secret = call.Text("secret_token");
        if (secret.Length > 256)
            throw ApiFault.BadRequest("secret token is too long");
        if (!Secret().IsMatch(secret))
            throw ApiFault.BadRequest("secret token contains unallowed characters");
        await EndWebhookAsync(call.Flag("drop_pending_updates"));
        lock (world.Gate)
        {
            world.Updates.Allow(call.Json("allowed_updates"));
            world.Updates.EndPoll("Conflict: terminated by setWebhook request");
            world.Updates.Webhook = new(world, url, secret.Length > 0 ? secret : null, call.Clamped("max_connections", 40, 1, 100), world.WebhookAttempts);
        }
        return true;
    }

    public async Task<JsonNode> DeleteWebhookAsync(ApiCall call, CancellationToken aborted)
    {
        await EndWebhookAsync(call.Flag("drop_pending_updates"));
        return true;
    }

    public JsonNode Describe(ApiCall call)
    {
        var webhook = world.Updates.Webhook;
        var info = new JsonObject { ["url"] = webhook?.Url ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = world.Updates.PendingCount };
        if (webhook is not null)
            (info["max_connections"], info["ip_address"]) = (webhook.MaxConnections, "127.0.0.1");
        if (webhook?.LastErrorAt is { } at)
            (info["last_error_date"], info["last_error_message"]) = (at, webhook.LastError);
        if (world.Updates.Allowed.Count > 0)
            info["allowed_updates"] = new JsonArray([.. world.Updates.Allowed.Select(k => JsonValue.Create(k))]);
        return info;
    }

    private async Task EndWebhookAsync(bool dropsPending)
    {
        WebhookDelivery? old;
        lock (world.Gate)
        {
            (old, world.Updates.Webhook) = (world.Updates.Webhook, null);
            if (dropsPending)
                world.Updates.Clear();
        }
        if (old is not null)
            await old.DisposeAsync();
    }

    [GeneratedRegex("^[A-Za-z0-9_-]*$")]
    private static partial Regex Secret();
}
