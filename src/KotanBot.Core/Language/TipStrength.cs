namespace KotanBot.Core.Language;

/// <summary>How sure it is that a text tells of a crime: not at all, worth asking, or plainly.</summary>
public enum TipStrength
{
    None,
    Possible,
    Clear,
}
