using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

/// <summary>A question of the bot to somebody who works for an office, outside any dialog. Each room adds its own kinds beside its flow.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
public abstract partial record OfficeQuestion
{
    private OfficeQuestion()
    {
    }

    /// <summary>The right without which it is neither asked nor answered.</summary>
    [JsonIgnore]
    public abstract Right Right { get; }

    /// <summary>What asking it again needs to know; null for nothing.</summary>
    [JsonIgnore]
    public virtual OfficeNeed? Need => null;

    /// <summary>The choice that skipping means; null where an answer is needed.</summary>
    [JsonIgnore]
    public virtual string? SkipKey => null;

    /// <summary>What settling this answer needs to know beyond <see cref="Need"/>, such as the one that was picked from a list.</summary>
    public virtual OfficeNeed? NeedFor(string answer) => null;
}
