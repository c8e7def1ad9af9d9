namespace KotanBot.Core.Language;

/// <summary>From the widest to the finest: provinsi, kabupaten or kota, kecamatan.</summary>
public enum RegionLevel
{
    Province = 1,
    Regency = 2,
    District = 3,
}
