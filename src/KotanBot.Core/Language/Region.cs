namespace KotanBot.Core.Language;

/// <summary>A region of the Kemendagri list: dotted code ("53.14"), name for people ("Kab. Rote Ndao") and its parent.</summary>
public sealed record Region(string Code, string Name, RegionLevel Level, string? ParentCode);

/// <summary>Another everyday name of a region; one alias may stand for several ("Jogja").</summary>
public sealed record RegionAlias(string Alias, string Code);
