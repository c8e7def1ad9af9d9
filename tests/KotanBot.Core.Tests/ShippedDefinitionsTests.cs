using KotanBot.Core.Definitions;

namespace KotanBot.Core.Tests;

public sealed class ShippedDefinitionsTests
{
    [Fact]
    public void What_ships_has_no_issue()
    {
        var issues = new IssueList();
        DefinitionsReader.Read(ShippedDefinitions.Files(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs")), issues);

        Assert.Empty(issues.Select(i => i.ToString()));
    }
}
