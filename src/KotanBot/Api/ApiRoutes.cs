using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace KotanBot.Api;

/// <summary>The read-only JSON API under <c>/api/v1</c>, for dashboards (docs/api.md).</summary>
public static class ApiRoutes
{
    public const string Root = "/api/v1";

    public static void Add(IServiceCollection services)
    {
        ApiDoor.Add(services);
        ApiDocument.Add(services);
        // Numbers are numbers, never texts that look like them, and Indonesian signs stand as they are.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
    }

    public static void Map(WebApplication app)
    {
        ApiDocument.Map(app);
        var routes = app.MapGroup(Root);
        SatkerApi.Map(routes);
        ReportApi.Map(routes);
        SummaryApi.Map(routes);
        TargetApi.Map(routes);
        QuestionnaireApi.Map(routes);
        IndexApi.Map(routes);
    }

    /// <summary>Names a route in the document and says what it takes; what it answers, its type says.</summary>
    internal static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder route, string name, string summary, T example, params ApiParameter[] parameters)
        where T : notnull
    {
        route.WithName(name).WithTags("KotanBot").WithSummary(summary).WithMetadata(new ApiRouteNotes([.. parameters], example))
            .Produces<T>();
        int[] refusals = [400, 401, .. parameters.Any(p => p.Name is "satker") ? new[] { 403 } : [], .. parameters.Any(p => p.Name is "satker" or "bank") ? new[] { 404 } : [], 429];
        foreach (var status in refusals)
            route.Produces<ApiProblem>(status, ApiProblem.MediaType);
        return route;
    }
}
