namespace KotanBot.Media;

/// <summary>Where a picture was taken, as Exif writes it: each a reference letter and three fractions of 8 bytes, big-endian.</summary>
internal sealed record PhotoPlace(byte LatitudeRef, byte[] Latitude, byte LongitudeRef, byte[] Longitude);

/// <summary>All that may stay of a picture's Exif data. <paramref name="Orientation"/> is 1 (upright) to 8.</summary>
internal sealed record PhotoFacts(int Orientation, PhotoPlace? Place)
{
    public static readonly PhotoFacts None = new(1, null);

    public PhotoFacts Allowed(bool keepsPlace) => keepsPlace ? this : this with { Place = null };
}
