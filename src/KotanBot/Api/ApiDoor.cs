using System.Globalization;
using System.Threading.RateLimiting;
using KotanBot.Storage;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Api;

/// <summary>The token of a call, or why it has none.</summary>
internal sealed record ApiTokenFeature(ApiToken? Token, ApiRefusal? Refusal);

/// <summary>
/// What every call under <see cref="Root"/> passes: pages of other origins only by name, one token, not too often, and refusals that tell why. The document
/// alone is there for everybody.
/// </summary>
internal static class ApiDoor
{
    public const string Root = "/api";

    private const string Scheme = "Bearer ";

    public static void Add(IServiceCollection services) => services.AddRateLimiter(_ => { });

    public static void Use(WebApplication app, ApiSettings settings) => app.UseWhen(context => Owns(context.Request.Path), calls =>
    {
        calls.Use(RefuseAsync);
        if (!settings.Origins.IsEmpty)
            calls.UseCors(policy => policy.WithOrigins([.. settings.Origins]).WithMethods(HttpMethods.Get)
                .WithHeaders(HeaderNames.Authorization, HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince, HeaderNames.AcceptLanguage)
                .WithExposedHeaders(HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.RetryAfter).SetPreflightMaxAge(TimeSpan.FromHours(1)));
        calls.Use(ReadTokenAsync);
        calls.UseRateLimiter(Limits(settings));
        calls.Use(LetInAsync);
    });

    public static bool Owns(PathString path) => path.StartsWithSegments(Root);

    /// <summary>Outermost: gives every refusal its words, also those of the routing.</summary>
    private static async Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = HeaderNames.Authorization;
        try
        {
            await next(context);
        }
        catch (ApiRefusedException refused) when (!context.Response.HasStarted)
        {
            await ApiProblem.WriteAsync(context, refused.Refusal);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound })
            await ApiProblem.WriteAsync(context, ApiRefusal.NoRoute);
        else if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed })
            await ApiProblem.WriteAsync(context, ApiRefusal.ReadOnly);
    }

    private static Task ReadTokenAsync(HttpContext context, RequestDelegate next)
    {
        var store = context.RequestServices.GetRequiredService<ApiTokenStore>();
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var said = context.Request.Headers.Authorization.ToString();
        var token = said.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? store.Find(said[Scheme.Length..].Trim()) : null;
        var refusal = token switch
        {
            null => said.Length == 0 ? ApiRefusal.NoToken : ApiRefusal.UnknownToken,
            { RevokedAt: not null } => ApiRefusal.RevokedToken,
            _ => token.IsExpired(now) ? ApiRefusal.ExpiredToken : null,
        };
        context.Features.Set(new ApiTokenFeature(refusal is null ? token : null, refusal));
        return next(context);
    }

    private static async Task LetInAsync(HttpContext context, RequestDelegate next)
    {
        var feature = context.Features.Get<ApiTokenFeature>()!;
        if (context.Request.Path != ApiDocument.Path)
        {
            if (feature.Refusal is { } refusal)
            {
                context.Response.Headers.WWWAuthenticate = refusal == ApiRefusal.NoToken ? "Bearer realm=\"KotanBot\"" : "Bearer realm=\"KotanBot\", error=\"invalid_token\"";
                throw new ApiRefusedException(refusal);
            }

            await context.RequestServices.GetRequiredService<ApiTokenStore>().NoteUseAsync(feature.Token!, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        }

        await next(context);
    }

    /// <summary>Each token counts for itself, wherever it is used; those without a good one count by their address.</summary>
    private static RateLimiterOptions Limits(ApiSettings settings) => new()
    {
        GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var caller = context.Features.Get<ApiTokenFeature>()?.Token?.Id ?? $"address {context.Connection.RemoteIpAddress}";
            return settings.CallsPerMinute is { } calls
                ? RateLimitPartition.GetFixedWindowLimiter(caller, _ => new FixedWindowRateLimiterOptions { PermitLimit = calls, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(caller);
        }),
        OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await ApiProblem.WriteAsync(rejected.HttpContext, ApiRefusal.TooOften);
        },
    };
}
