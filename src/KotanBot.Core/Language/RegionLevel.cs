namespace KotanBot.Core.Language;

public enum RegionLevel
{
    Province,
    Regency,
    District,
}
