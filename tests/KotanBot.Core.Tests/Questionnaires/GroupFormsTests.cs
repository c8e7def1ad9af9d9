using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class GroupFormsTests
{
    [Fact]
    public void An_item_that_a_group_never_answered_is_not_of_its_full_form()
    {
        var forms = GroupForms.Of(Responses(("family", 20, [0, 1, 2, 3]), ("court", 20, [0, 1, 2])));
        Assert.Equal(["family", "court"], forms.Groups);
        Assert.Empty(forms.GroupsOf(0));
        Assert.Equal(["family"], forms.GroupsOf(3));
    }

    [Fact]
    public void Too_few_respondents_show_nothing_by_what_they_left_open()
    {
        var forms = GroupForms.Of(Responses(("family", 20, [0, 1, 2, 3]), ("court", 2, [0, 1, 2]), ("nobody", 5, [])));
        Assert.Empty(forms.Groups);
        Assert.Empty(forms.GroupsOf(3));
    }

    [Fact]
    public void A_calibration_says_which_groups_an_item_applies_to_and_reads_it_back()
    {
        var items = SimulatedResponses.Items(6);
        var drawn = SimulatedResponses.Draw(new SeededDraws(4), 6, 6, (item, _) => items[item], ("family", 0, 1, 500), ("court", 0, 1, 300));
        var answers = new byte[drawn.Rows * drawn.Columns];
        for (var row = 0; row < drawn.Rows; row++)
        {
            drawn.Row(row).CopyTo(answers.AsSpan(row * drawn.Columns));
            if (drawn.Groups[row] == "court")
                answers[(row * drawn.Columns) + 5] = 0;
        }

        var responses = new ResponseMatrix(drawn.Respondents, drawn.Groups, drawn.Items, answers);
        var bank = Calibrator.Calibrate(responses, [.. responses.Items.Select(i => new ItemVariable(i, "all", null))]).Bank!;
        var issues = new IssueList();
        var read = CalibratedBankReader.Read("bank.yaml", CalibratedBankWriter.Write(bank), issues)!;
        Assert.Empty(issues);
        Assert.Equal(["family"], read.Items[5].Groups);
        Assert.False(read.Applies(read.Items[5], "court"));
        Assert.True(read.Applies(read.Items[4], "court"));
        Assert.DoesNotContain("groups:", CalibratedBankWriter.Write(Calibrator.Calibrate(drawn, [.. drawn.Items.Select(i => new ItemVariable(i, "all", null))]).Bank!));
    }

    private static ResponseMatrix Responses(params (string Group, int Count, int[] Items)[] groups)
    {
        const int columns = 4;
        var rows = groups.SelectMany(g => Enumerable.Repeat(g, g.Count)).ToList();
        var answers = rows.SelectMany(r => Enumerable.Range(0, columns).Select(c => r.Items.Contains(c) ? (byte)2 : (byte)0)).ToArray();
        return new ResponseMatrix([.. rows.Select((_, i) => $"r{i}")], [.. rows.Select(r => r.Group)], [.. Enumerable.Range(0, columns).Select(c => $"i{c}")], answers);
    }
}
