namespace KotanBot.Storage.Offices;

/// <summary>
/// The offices whose work somebody does: an admin's own and those below that no nearer admin serves; an officer's own alone. The other side of
/// <see cref="ServingAdmins"/>.
/// </summary>
internal static class ServedSql
{
    /// <summary>As <c>served (code)</c>, for use after <c>with recursive</c>, with the parameters of a scope.</summary>
    public const string Tree = """
        served (code) as (
            select code from satker where code = @scopeRoot
            union
            select s.code from satker s join served on s.parent_code = served.code
            where @scopeBelow = 1 and not exists (select 1 from person p where p.satker_code = s.code and p.role = 'admin')
        )
        """;
}
