using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Reports;

/// <summary>
/// <c>/admin/photos/{id}</c> and its thumbnail: the photos of reports, to whom the report that names them may be shown. Somebody sent
/// these bytes, so a browser shows them as a picture and does nothing else with them.
/// </summary>
public sealed class PhotoRoutes(AttachmentStore attachments)
{
    public static string PathOf(string id) => $"{SitePaths.Root}/photos/{id}";

    public static string SmallPathOf(string id) => $"{PathOf(id)}/thumbnail";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/photos/{id}", (SiteVisit visit, string id, HttpContext context) => Send(visit, id, context, small: false)).Needs(Right.ReviewReports);
        site.MapGet("/photos/{id}/thumbnail", (SiteVisit visit, string id, HttpContext context) => Send(visit, id, context, small: true)).Needs(Right.ReviewReports);
    }

    private IResult Send(SiteVisit visit, string id, HttpContext context, bool small)
    {
        if (attachments.OpenFor(visit.Visitor.Scope, id, small) is not { } photo)
            return visit.NotFound();
        var picture = photo.ContentType.StartsWith("image/", StringComparison.Ordinal);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = $"{(picture ? "inline" : "attachment")}; filename=\"{(picture ? "foto" : "berkas")}-{Core.Conversations.Ids.Short(id)}.{photo.ContentType.Split('/')[^1]}\"";
        return Results.Bytes(photo.Bytes, photo.ContentType);
    }
}
