namespace KotanBot.Storage.Rows;

/// <summary>
/// What a person is called and where they come from, opened. The office's own spelling of a lembaga goes before what the person typed,
/// so that one lembaga reads alike wherever its people are shown.
/// </summary>
internal static class PersonWords
{
    /// <summary>Null where no name was given, or the person's key is gone.</summary>
    public static string? Name(string personId, string? cipher, PersonKey? key) => cipher is null ? null : key?.Open(cipher, PersonRows.NamePlace(personId));

    /// <param name="known">As the office calls it, where the person belongs to one that it knows.</param>
    public static string? Lembaga(string personId, string? known, string? cipher, PersonKey? key) =>
        known ?? (cipher is null ? null : key?.Open(cipher, PersonRows.LembagaPlace(personId)));
}
