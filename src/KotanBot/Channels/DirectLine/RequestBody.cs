using Microsoft.AspNetCore.Http.Features;

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

    /// <summary>Lets this one request be longer than usual, so that it can be answered kindly instead of being cut off.</summary>
    public static void Allow(HttpContext context, long most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
    }

    /// <summary>A sender that is cut off in the middle never sees the answer; so a moderately long rest is read away.</summary>
    public static async Task DrainAsync(HttpContext context)
    {
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            // Longer than we care to read: then it is cut off.
        }
    }
}
