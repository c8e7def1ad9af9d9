using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey MemberMoved = new("member-moved", "role", "satker");
    public static readonly TextKey LastAdminLeft = new("last-admin-left", "satker");
}
