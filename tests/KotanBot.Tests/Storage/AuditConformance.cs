using System.Text.RegularExpressions;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>The audit only grows, and is read within a scope without names.</summary>
public abstract class AuditConformance : StoreConformance
{
    private const string Belitung = "BNNK-19.02";

    [Fact]
    public async Task Is_read_newest_first_within_the_scope_and_the_time()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("foreign", "BNNK-53.14", Access.Admin);
        await KawasanAsync("admin", "k1", Now.AddHours(1));
        await KawasanAsync("admin", "k2", Now.AddHours(2));
        await KawasanAsync("foreign", "k3", Now.AddHours(3));

        Assert.Equal(["k2", "k1"], Read(Belitung).Select(e => e.Subject));
        Assert.Equal(["k2", "k1"], Read("BNNP-19").Select(e => e.Subject));
        Assert.Equal(["k3", "k2", "k1"], Read("BNN").Select(e => e.Subject));
        Assert.Equal(["k2"], Read(Belitung, limit: 1).Select(e => e.Subject));
        Assert.Equal(["k1"], Read(Belitung, Now, Now.AddHours(2)).Select(e => e.Subject));
        Assert.Equal((Access.Admin, ChatOf("admin").Load().PersonId, "add-entry"), (Read(Belitung)[0].ActorRole, Read(Belitung)[0].ActorId, Read(Belitung)[0].Deed));
    }

    [Fact]
    public async Task No_line_goes_and_none_changes_what_it_tells()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await KawasanAsync("admin", "k1", Now);

        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync("delete from audit"));
        foreach (var column in (string[])["id", "satker_code", "deed", "before_value", "after_value"])
            await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync($"update audit set {column} = 'x'"));
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync("update audit set at = 0"));

        Assert.Equal(("add-entry", Belitung, Now), (Read("BNN")[0].Deed, Read("BNN")[0].SatkerCode, Read("BNN")[0].At));
    }

    [Fact]
    public async Task An_erasure_takes_the_actor_from_a_line_and_leaves_the_line()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("other", Belitung, Access.Admin);
        await KawasanAsync("admin", "k1", Now);
        var id = ChatOf("admin").Load().PersonId;

        await ChatOf("admin").SayAsync("/hapus", new Effect.ErasePerson());

        var line = Assert.Single(Read(Belitung), e => e.Deed == "add-entry");
        Assert.NotEqual(id, line.ActorId);
        Assert.Null(line.ActorRole);
    }

    [Fact]
    public void Only_an_erasure_names_the_audit_in_a_statement_that_changes()
    {
        var changing = Directory.EnumerateFiles(Repository.Docs.PathOf("src"), "*.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".sql" && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), @"(delete\s+from|update)\s+audit\b[^""]*", RegexOptions.IgnoreCase).Select(m => $"{Path.GetFileName(f)}: {m.Value}"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Erasure.cs: update audit set actor_id = @other where actor_id = @personId",
                "Erasure.cs: update audit set note_cipher = null where actor_id = @personId",
                "Erasure.cs: update audit set subject = @other where subject = @id",
                "Erasure.cs: update audit set subject = @other where subject = @personId",
            ],
            changing);
    }

    private async Task KawasanAsync(string name, string id, DateTimeOffset at)
    {
        ChatOf(name).Now = at;
        await ChatOf(name).SayAsync("tambah", new Effect.Office(new OfficeDeed.AddEntry("kawasan", id, "Pesisir", "19.02.01")));
    }

    private List<AuditEntry> Read(string satker, DateTimeOffset? from = null, DateTimeOffset? to = null, int limit = 10) =>
        Stores.Audit.Read(Scope.Of(Access.Admin, satker), new AuditFilter(from, to, limit)).Where(e => e.Deed is "add-entry").ToList();

    private Task<int> WriteAsync(string sql) => Stores.Database.WriteAsync((c, t) => c.Execute(sql, transaction: t));
}
