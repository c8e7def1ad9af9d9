using System.Text.Json.Serialization;

namespace Telegram.Bot.Types;

/// <summary>A point on earth in degrees (WGS 84); a zero is written, because the equator runs through Indonesia.</summary>
public class Location
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double Latitude { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double Longitude { get; set; }

    /// <summary>Radius in metres.</summary>
    public double? HorizontalAccuracy { get; set; }

    /// <summary>Seconds for which a live location will be updated; null for a plain one.</summary>
    public int? LivePeriod { get; set; }
}
