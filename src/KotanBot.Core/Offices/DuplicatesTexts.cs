using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public static partial class OfficeTexts
{
    public static readonly TextKey Twins = new("queue-twins", "number", "of", "title", "one", "state", "other");
    public static readonly TextKey TwinDiffers = new("queue-twin-differs");
    public static readonly TextKey TwinSame = new("queue-twin-same");
    public static readonly TextKey TwinToldApart = new("queue-twin-told-apart");
    public static readonly TextKey TwinWaits = new("queue-twin-waits");
    public static readonly TextKey TwinFixes = new("queue-twin-fixes");
    public static readonly TextKey TwinVerified = new("queue-twin-verified");
}
