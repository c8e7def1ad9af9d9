using System.Reflection;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

/// <summary>Every sentence that the rooms of an office say. The wording is in <c>dialogs/office-texts.yaml</c>; each room names its own beside its flow.</summary>
public static partial class OfficeTexts
{
    public static readonly TextKey Menu = new("office-menu", "satker");

    public static readonly TextKey Left = new("office-left");

    public static readonly TextKey Forms = new("forms");
    public static readonly TextKey FormsMore = new("forms-more");
    public static readonly TextKey FormsNone = new("forms-none");

    public static readonly TextKey BroadcastAsk = new("broadcast-ask", "count", "limit");
    public static readonly TextKey BroadcastNobody = new("broadcast-nobody", "count", "silent", "unreachable");
    public static readonly TextKey BroadcastPreview = new("broadcast-preview", "satker", "text", "count", "silent", "unreachable");
    public static readonly TextKey BroadcastSend = new("broadcast-send");
    public static readonly TextKey BroadcastChange = new("broadcast-change");
    public static readonly TextKey BroadcastDrop = new("broadcast-drop");
    public static readonly TextKey BroadcastDropped = new("broadcast-dropped");
    public static readonly TextKey BroadcastSent = new("broadcast-sent", "count");
    public static readonly TextKey BroadcastSentLater = new("broadcast-sent-later", "count");
    public static readonly TextKey Announcement = new("announcement", "satker", "text");

    /// <summary>All keys of all rooms, for the reader that checks the file against them.</summary>
    public static IEnumerable<TextKey> All =>
        typeof(OfficeTexts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<TextKey>();
}
