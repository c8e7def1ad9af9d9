using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey ForwardNone = new("forward-none");
    public static readonly TextKey ForwardReady = new("forward-ready", "count", "to");
    public static readonly TextKey ForwardAsk = new("forward-ask", "count", "to");
    public static readonly TextKey ForwardYes = new("forward-yes");
    public static readonly TextKey ForwardNo = new("forward-no");
    public static readonly TextKey ForwardChanged = new("forward-changed");
    public static readonly TextKey ForwardDone = new("forward-done", "count", "to");
    public static readonly TextKey ForwardDropped = new("forward-dropped");
    public static readonly TextKey ForwardReceived = new("forward-received", "offices");
    public static readonly TextKey ForwardReceivedYear = new("forward-received-year", "offices");
    public static readonly TextKey ForwardOthers = new("forward-others", "offices", "count");
}
