using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace KotanBot.Channels.DirectLine;

/// <summary>Reads bodies up to a bound that belongs to the call, whatever the server's own bound is.</summary>
internal static class RequestBody
{
    /// <summary>Null when the body is longer than <paramref name="most"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most)
            return null;
        return (await ReadAsync(context.Request.Body, most, int.MaxValue, context.RequestAborted))?.Kept;
    }

    /// <summary>Null when the body is longer than <paramref name="most"/>; of the rest only the first <paramref name="keep"/> bytes take memory.</summary>
    public static async Task<(byte[] Kept, int Length)?> ReadAsync(Stream body, int most, int keep, CancellationToken cancellation)
    {
        var length = 0;
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            length += read;
            if (length > most)
                return null;
            kept.Write(buffer, 0, (int)Math.Min(read, keep - kept.Length));
        }

        return (kept.ToArray(), length);
    }

    /// <summary>Whether a body of this type is JSON, by itself or under another name (<c>+json</c>).</summary>
    public static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
        && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Cuts off who sends slower than any line is (8 kbit/s in the mean), and so a line that died without a word.</summary>
    public static void ExpectPace(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } pace)
            pace.MinDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(15));
    }

    /// <summary>Lets this one request be longer than usual, so that it can be answered kindly instead of being cut off.</summary>
    public static void Allow(HttpContext context, long most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
    }

    /// <summary>A sender that is cut off in the middle never sees the answer; so a moderately long rest is read away.</summary>
    public static Task DrainAsync(HttpContext context) => DrainAsync(context, context.RequestAborted);

    /// <summary>The same for whoever may be slow: no longer than <paramref name="most"/>.</summary>
    public static async Task DrainAsync(HttpContext context, TimeSpan most, TimeProvider time)
    {
        using var late = new CancellationTokenSource(most, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            await DrainAsync(context, over.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            // Then it is cut off.
        }
    }

    private static async Task DrainAsync(HttpContext context, CancellationToken cancellation)
    {
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, cancellation);
        }
        catch (BadHttpRequestException)
        {
            // Longer than we care to read: then it is cut off.
        }
    }
}
