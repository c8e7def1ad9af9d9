using KotanBot.Storage;

namespace KotanBot.Site;

/// <summary>The one way to a link for whoever has the machine, whether the verb writes itself or asks the server.</summary>
public static class SiteLinks
{
    private static readonly TimeSpan KeepsFor = TimeSpan.FromMinutes(30);

    /// <summary>The code of a link that lets in once. Throws <see cref="RefusedException"/> for an unknown office.</summary>
    public static Task<string> CreateAsync(Stores stores, string satkerCode, TimeProvider time) => stores.Satkers.Find(satkerCode) is { } satker
        ? stores.SiteAccess.CreateServerLinkAsync(satker.Code, time.GetUtcNow(), KeepsFor)
        : throw new RefusedException($"satker {satkerCode} is unknown; kotanbot satker list prints all");
}
