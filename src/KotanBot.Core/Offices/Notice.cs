using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

/// <summary>
/// Something that happened elsewhere and that a person should hear of in their own conversation. It waits in the database until
/// the turn that tells it commits, so it is told once and never lost. Each room adds its own kinds beside its flow.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
public abstract partial record Notice
{
    private Notice()
    {
    }

    /// <summary>Words in it that are those of the person who sealed it, and go with them.</summary>
    [JsonIgnore]
    public virtual string? Words => null;

    /// <summary>What is still told of it once the person who sealed it is erased; null for nothing.</summary>
    [JsonIgnore]
    public virtual Notice? Afterwards => null;

    /// <summary>What telling it needs to know; null for nothing.</summary>
    [JsonIgnore]
    public virtual OfficeNeed? Need => null;

    /// <summary>Whether it is news that whoever asked for silence does not hear; what becomes of their own reports and of their work is none.</summary>
    [JsonIgnore]
    public virtual bool IsNews => false;
}
