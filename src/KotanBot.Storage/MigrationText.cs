using System.Globalization;
using System.Reflection;

namespace KotanBot.Storage;

/// <summary>One forward-only step of the schema, embedded as <c>Migrations/NNNN_what.sql</c>.</summary>
internal sealed record MigrationText(long Number, string Name, string Sql)
{
    public static IReadOnlyList<MigrationText> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
            .Select(n => Read(assembly, n))
            .OrderBy(m => m.Number)];
    }

    private static MigrationText Read(Assembly assembly, string resource)
    {
        var parts = resource.Split('.');
        var name = parts[^2];
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new MigrationText(long.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
