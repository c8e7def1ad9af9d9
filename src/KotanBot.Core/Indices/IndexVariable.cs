using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>The highest part of an index; holds at least one dimension. Items written straight under a variable stand in one dimension of its name.</summary>
public sealed record IndexVariable(string Id, LocalText Title, decimal Weight, IReadOnlyList<IndexDimension> Dimensions)
{
    public IEnumerable<IndexItem> Items => Dimensions.SelectMany(d => d.Items);
}
