using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

public abstract partial record OfficeNeed
{
    /// <summary>How many people a message of this office would reach.</summary>
    public sealed record Audience : OfficeNeed;
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AudienceFacts? Audience { get; init; }
}

/// <summary>Volunteers and officers within the scope: those who would get a message, those who asked for silence, those who cannot be reached.</summary>
public sealed record AudienceFacts(int Reached, int OptedOut, int Unreachable);

[JsonDerivedType(typeof(BroadcastText), "broadcast-text")]
[JsonDerivedType(typeof(ConfirmBroadcast), "confirm-broadcast")]
public abstract partial record OfficeQuestion
{
    /// <summary>What shall be told?</summary>
    public sealed record BroadcastText : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.Broadcast;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Audience();
    }

    /// <summary>The text as it will be read, and by how many: send it?</summary>
    public sealed record ConfirmBroadcast(string Text) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.Broadcast;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Audience();
    }
}

public abstract partial record OfficeDeed
{
    /// <summary>Tells every volunteer and officer in the sender's scope who did not ask for silence, at <paramref name="DueAt"/> or later.</summary>
    public sealed record Broadcast(string Text, DateTimeOffset DueAt) : OfficeDeed;
}

[JsonDerivedType(typeof(Announcement), "announcement")]
public abstract partial record Notice
{
    /// <summary>A message of an office to its people.</summary>
    public sealed record Announcement(string Satker, string Text) : Notice
    {
        public override bool IsNews => true;

        [JsonIgnore]
        public override string? Words => Text;
    }
}
