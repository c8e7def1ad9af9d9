using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>Pictures drawn in the browser itself, so that no file needs to be kept for them.</summary>
internal static class ChatPhotos
{
    public static async Task<FilePayload> PngAsync(IPage page, int width, int height)
    {
        var drawn = await page.EvaluateAsync<string>(
            "([w, h]) => { const c = document.createElement('canvas'); c.width = w; c.height = h; const p = c.getContext('2d'); p.fillStyle = '#0a0'; p.fillRect(0, 0, w / 2, h); return c.toDataURL('image/png').split(',')[1]; }",
            new[] { width, height });
        return new FilePayload { Name = "kegiatan.png", MimeType = "image/png", Buffer = Convert.FromBase64String(drawn) };
    }

    /// <summary>Coloured noise, which no encoder makes small, lying on its side with an EXIF note that says so.</summary>
    public static async Task<FilePayload> NoisyJpegOnItsSideAsync(IPage page, int width, int height)
    {
        var drawn = await page.EvaluateAsync<string>(
            "([w, h]) => { const c = document.createElement('canvas'); c.width = w; c.height = h; const p = c.getContext('2d'); const d = p.createImageData(w, h); for (let i = 0, s = 1; i < d.data.length; i++) { s = s * 16807 % 2147483647; d.data[i] = i % 4 === 3 ? 255 : s & 255; } p.putImageData(d, 0, 0); return c.toDataURL('image/jpeg', .95).split(',')[1]; }",
            new[] { width, height });
        var jpeg = Convert.FromBase64String(drawn);
        // Orientation 6: to be turned a quarter to the right.
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];
        return new FilePayload { Name = "IMG_0001.jpg", MimeType = "image/jpeg", Buffer = [.. jpeg[..2], .. exif, .. jpeg[2..]] };
    }
}
