using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>Forms that offices published: within a scope, one deed after the other, every version kept.</summary>
public abstract class FormConformance : StoreConformance
{
    private static readonly SiteVisitor Belitung = VisitorOf("BNNK-19.02");

    private static readonly SiteVisitor Province = VisitorOf("BNNP-19");

    private static readonly SiteVisitor Foreign = VisitorOf("BNNP-53");

    [Fact]
    public async Task Versions_are_numbered_kept_and_one_is_in_force()
    {
        Assert.Equal(FormResult.Done, await PublishAsync(Belitung, "a", 0));
        Assert.Equal(FormResult.Done, await PublishAsync(Belitung, "b", 1));

        Assert.Equal([(2, "b"), (1, "a")], Stores.Forms.ListVersions(Belitung.Scope, "lapor-pasar").Select(v => (v.Number, v.Hash)));
        var served = Assert.Single(Stores.Forms.ListServed());
        Assert.Equal(("lapor-pasar", "BNNK-19.02", "BNNP-19", "b", "text b", true, false), (served.DialogId, served.SatkerCode, served.ParentCode, served.Hash, served.Source, served.IsInForce, served.IsForEverybody));
        Assert.Equal("text a", Stores.DialogVersions.Find("lapor-pasar", "a"));
    }

    [Fact]
    public async Task Goes_back_and_is_withdrawn_with_a_line_in_the_audit_each()
    {
        await PublishAsync(Belitung, "a", 0);
        await PublishAsync(Belitung, "b", 1);

        Assert.Equal(FormResult.Done, await Stores.Forms.RollBackAsync(Province, Form, 1, Now));
        Assert.Equal("a", Assert.Single(Stores.Forms.ListServed()).Hash);
        Assert.Equal(FormResult.Done, await Stores.Forms.WithdrawAsync(Belitung, Form, Now.AddMinutes(1)));

        var served = Assert.Single(Stores.Forms.ListServed());
        Assert.Equal((false, "b"), (served.IsInForce, served.Hash));
        Assert.Equal(
            ["form-withdrawn 1 ", "form-rolled-back 2 1", "form-published 1 2", "form-published  1"],
            Stores.Forms.ListChanges(Belitung.Scope, "lapor-pasar").OrderByDescending(c => c.At).ThenByDescending(c => c.Deed).ThenByDescending(c => c.After).Select(c => $"{c.Deed} {c.Before} {c.After}"));
        Assert.All(Stores.Audit.Read(Belitung.Scope, new AuditFilter(null, null, 10)), l => Assert.Equal(("lapor-pasar", "BNNK-19.02"), (l.Subject, l.SatkerCode)));
    }

    [Fact]
    public async Task An_office_has_so_many_forms_in_force_also_by_going_back()
    {
        await PublishAsync(Belitung, "a", 0);
        await Stores.Forms.WithdrawAsync(Belitung, Form, Now);
        for (var i = 0; i < FormStore.MostForms; i++)
            Assert.Equal(FormResult.Done, await Stores.Forms.PublishAsync(Belitung, new FormText($"lapor-{i}", "BNNK-19.02", $"h{i}", "text", 0), Now));

        Assert.Equal(FormResult.TooMany, await PublishAsync(Belitung, "b", Form.Changes));
        Assert.Equal(FormResult.TooMany, await Stores.Forms.RollBackAsync(Belitung, Form, 1, Now));
        Assert.Null(Form.Number);

        await Stores.Forms.WithdrawAsync(Belitung, Stores.Forms.Find(Scope.Server, "lapor-0")!, Now);
        Assert.Equal(FormResult.Done, await Stores.Forms.RollBackAsync(Belitung, Form, 1, Now));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_stays()
    {
        await PublishAsync(Belitung, "a", 0);
        var seen = Form;
        await PublishAsync(Province, "b", 1);

        Assert.Equal(FormResult.Changed, await PublishAsync(Belitung, "c", 0));
        Assert.Equal(FormResult.Changed, await PublishAsync(Belitung, "c", 1));
        Assert.Equal(FormResult.Changed, await Stores.Forms.WithdrawAsync(Belitung, seen, Now));
        Assert.Equal(FormResult.Changed, await Stores.Forms.RollBackAsync(Belitung, seen, 1, Now));
        Assert.Equal(FormResult.Changed, await Stores.Forms.RollBackAsync(Belitung, Form, 7, Now));
        Assert.Equal(2, Form.Number);
    }

    [Fact]
    public async Task Nobody_elsewhere_sees_or_changes_it()
    {
        await PublishAsync(Belitung, "a", 0);

        Assert.Null(Stores.Forms.Find(Foreign.Scope, "lapor-pasar"));
        Assert.Empty(Stores.Forms.List(Foreign.Scope));
        Assert.Empty(Stores.Forms.ListVersions(Foreign.Scope, "lapor-pasar"));
        Assert.Empty(Stores.Forms.ListChanges(Foreign.Scope, "lapor-pasar"));
        Assert.Equal(FormResult.Changed, await PublishAsync(Foreign, "b", 1));
        Assert.Equal(FormResult.Changed, await Stores.Forms.WithdrawAsync(Foreign, Form, Now));
        Assert.Equal(FormResult.Changed, await Stores.Forms.WithdrawAsync(VisitorOf("BNNK-19.02", Access.Officer), Form, Now));
        Assert.Equal([Form], Stores.Forms.List(Province.Scope));
    }

    [Fact]
    public async Task Is_the_same_after_reopening()
    {
        await PublishAsync(Belitung, "a", 0);
        var before = Stores.Forms.ListServed();

        await ReopenAsync();

        Assert.Equal(before, Stores.Forms.ListServed());
    }

    [Fact]
    public void An_office_knows_those_above_it()
    {
        Assert.Equal(["BNNK-19.02", "BNNP-19", "BNN"], Stores.Satkers.ReadAbove("BNNK-19.02"));
        Assert.Empty(Stores.Satkers.ReadAbove("BNNK-99.99"));
    }

    private StoredForm Form => Stores.Forms.Find(Scope.Server, "lapor-pasar")!;

    private Task<FormResult> PublishAsync(SiteVisitor visitor, string hash, long seen) =>
        Stores.Forms.PublishAsync(visitor, new FormText("lapor-pasar", "BNNK-19.02", hash, $"text {hash}", seen), Now);

    private static SiteVisitor VisitorOf(string satker, string role = Access.Admin) => new("server", new Facts { Role = role, Satker = new SatkerFacts(satker, satker, null) }, "id");
}
