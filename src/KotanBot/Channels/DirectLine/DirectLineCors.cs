using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Lets pages of trusted origins talk to the Direct Line calls from a browser. Stands before everything that may refuse a
/// call: without these headers on a refusal too, a page only learns that "the network failed".
/// </summary>
internal static class DirectLineCors
{
    private const string Policy = "directline";

    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromDays(1);

    /// <summary>What DirectLineJS sends, and what programs built on it usually add.</summary>
    private static readonly string[] Headers =
        [HeaderNames.Accept, HeaderNames.AcceptLanguage, HeaderNames.Authorization, HeaderNames.ContentType, "x-ms-bot-agent", HeaderNames.XRequestedWith];

    public static void Add(IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<TrustedOrigins>((options, trusted) => options.AddPolicy(Policy, policy => policy
            .SetIsOriginAllowed(trusted.Contains)
            // DirectLineJS asks for the session id "with credentials"; there are no cookies here that this could give away.
            .AllowCredentials()
            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Options)
            .WithHeaders(Headers)
            .WithExposedHeaders(HeaderNames.RetryAfter)
            .SetPreflightMaxAge(PreflightLifetime)));
    }

    public static void Use(WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(DirectLineEndpoints.Root), calls => calls.UseCors(Policy));
}
