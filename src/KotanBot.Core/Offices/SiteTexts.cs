using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey SiteLink = new("site-link", "link", "minutes");
    public static readonly TextKey SiteNone = new("site-none");
}
