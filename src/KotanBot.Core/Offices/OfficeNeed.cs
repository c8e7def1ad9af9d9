using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

/// <summary>What a turn must know of an office, read before it within the person's <see cref="Scope"/>. Each room adds its own kinds beside its flow.</summary>
public abstract partial record OfficeNeed
{
    private OfficeNeed()
    {
    }

    /// <summary>The same need with what the definitions say about it, such as which dialogs are reports.</summary>
    public virtual OfficeNeed With(DefinitionSet definitions) => this;
}
