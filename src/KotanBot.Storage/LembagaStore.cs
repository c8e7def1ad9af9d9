using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>A lembaga with its office, and how many people belong to it.</summary>
public sealed record Lembaga(string Id, string SatkerCode, string Name, string Lingkungan, int Members);

/// <summary>The institutions that offices know. Invitations add them.</summary>
public sealed class LembagaStore(Database database)
{
    /// <summary>Those of an office, by name; all within the scope without one.</summary>
    public IReadOnlyList<Lembaga> List(Scope scope, string? satkerCode = null) => database.Read(c => LembagaRows.List(c, scope, satkerCode, int.MaxValue).Select(Of).ToList());

    /// <summary>The office's lembaga of this name, however it is typed; null when it has none.</summary>
    public Lembaga? Find(Scope scope, string satkerCode, string name) => List(scope, satkerCode).FirstOrDefault(l => LembagaRows.Fold(l.Name) == LembagaRows.Fold(name));

    private static Lembaga Of(LembagaRows.Row row) => new(row.Id, row.SatkerCode, row.Name, row.Lingkungan, (int)row.Members);
}
