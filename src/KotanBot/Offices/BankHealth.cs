using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>How all items of a bank fare, also those that nobody was asked yet.</summary>
internal static class BankHealth
{
    /// <summary>In the order of the bank; what is in it no more stands last.</summary>
    public static IReadOnlyList<ItemHealth> InOrder(ItemBank bank, IReadOnlyList<ItemHealth> read)
    {
        var known = read.ToDictionary(h => h.Item);
        var none = new Dictionary<string, long>();
        return
        [
            .. bank.Items.Select(i => known.GetValueOrDefault(i.Id) ?? new ItemHealth(i.Id, 0, 0, 0, none, null)),
            .. read.Where(h => bank.FindItem(h.Item) is null),
        ];
    }
}
