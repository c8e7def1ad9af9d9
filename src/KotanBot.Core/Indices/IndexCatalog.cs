using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>Every edition of every index that was loaded. Invariant when built without issues: editions are unique and each index has one default.</summary>
public sealed class IndexCatalog
{
    private IndexCatalog(ImmutableArray<IndexDefinition> definitions) => Definitions = definitions;

    /// <summary>By id, the default edition first.</summary>
    public ImmutableArray<IndexDefinition> Definitions { get; }

    /// <summary>Joins definitions with the file each came from; issues that only show between files are added.</summary>
    public static IndexCatalog Join(IEnumerable<(string File, IndexDefinition Definition)> files, IssueList issues)
    {
        var all = files.ToArray();
        foreach (var index in all.GroupBy(f => f.Definition.Id))
            CheckIndex([.. index], issues);
        return new IndexCatalog([.. all.Select(f => f.Definition)
            .OrderBy(d => d.Id, StringComparer.Ordinal).ThenByDescending(d => d.IsDefault).ThenBy(d => d.Edition, StringComparer.Ordinal)]);
    }

    public bool Knows(string id) => EditionsOf(id).Any();

    public IEnumerable<IndexDefinition> EditionsOf(string id) => Definitions.Where(d => d.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The named edition, or the default one when none is named; ids and editions in any case.</summary>
    public IndexDefinition? Find(string id, string? edition = null)
    {
        var editions = EditionsOf(id).ToArray();
        if (edition is not null)
            return editions.FirstOrDefault(d => d.Edition.Equals(edition, StringComparison.OrdinalIgnoreCase));
        return editions is [var only] ? only : editions.FirstOrDefault(d => d.IsDefault);
    }

    private static void CheckIndex((string File, IndexDefinition Definition)[] files, IssueList issues)
    {
        var seen = new HashSet<string>();
        foreach (var (file, definition) in files)
        {
            if (!seen.Add(definition.Edition))
                issues.Add(new Issue("duplicate-edition", file, 1, 1, $"the edition `{definition.Edition}` of `{definition.Id}` stands in two files"));
            foreach (var other in definition.ComparableWith)
                if (other == definition.Edition || files.All(f => f.Definition.Edition != other))
                    issues.Add(new Issue("unknown-edition", file, 1, 1, $"`comparable-with` names `{other}`, which is no other edition of `{definition.Id}`"));
        }

        var defaults = files.Count(f => f.Definition.IsDefault);
        if (files.Length > 1 && defaults != 1)
            issues.Add(new Issue("default-edition", files[^1].File, 1, 1, $"`{files[0].Definition.Id}` has {defaults} default editions; exactly one must say `default: true`"));
    }
}
