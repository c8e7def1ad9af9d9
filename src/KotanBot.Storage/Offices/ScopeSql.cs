using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>A <see cref="Scope"/> as SQL knows it: the offices in it, and the parameters that say which they are.</summary>
internal static class ScopeSql
{
    /// <summary>The offices of the scope as <c>scope (code)</c>, for use after <c>with recursive</c>. Where all are meant, rows without an office are too; see <see cref="Within"/>.</summary>
    public const string Tree = """
        scope (code) as (
            select code from satker where @scopeRoot is null or code = @scopeRoot
            union
            select s.code from satker s join scope on s.parent_code = scope.code where @scopeBelow = 1
        )
        """;

    /// <summary>The condition that a row's office lies in the scope: <c>Within + "s.satker_code" + IsIn</c>.</summary>
    public const string Within = "(@scopeRoot is null or ";

    /// <summary>Closes what <see cref="Within"/> opened.</summary>
    public const string IsIn = " in (select code from scope))";

    public static long Below(Scope scope) => scope.WithBelow ? 1 : 0;
}
