using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Site.Questionnaires;

/// <summary>One item as people are asked it.</summary>
public sealed record ItemModel(ItemBank Bank, BankItem Item)
{
    public BankVariable Variable => Bank.Variables.First(v => v.Id == Item.Variable);
}

/// <summary><c>/admin/questionnaires</c>: what is asked.</summary>
public sealed class QuestionnairesPage(DefinitionSet definitions)
{
    public const string Path = SitePaths.Root + "/questionnaires";

    public void Map(RouteGroupBuilder site) => site.MapGet("/questionnaires/{bank}/items/{item}", ShowItem).Needs(Right.SeeWeek);

    public static string PathOf(ItemBank bank, BankItem item) => $"{Path}/{bank.Id}/items/{item.Id}";

    private IResult ShowItem(SiteVisit visit, string bank, string item) =>
        definitions.FindBank(bank) is { } found && found.FindItem(item) is { } asked ? visit.Page<ItemView, ItemModel>(new ItemModel(found, asked)) : visit.NotFound();
}
