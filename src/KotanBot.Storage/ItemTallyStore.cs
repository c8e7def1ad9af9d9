using System.Collections.Concurrent;
using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>How the items of a bank fare, and when that was looked at last; null before the first time.</summary>
public sealed record TalliedItems(IReadOnlyList<ItemHealth> Items, DateTimeOffset? At);

/// <summary>
/// The same as <see cref="QuestionnaireStore.ReadHealth"/>, from figures that a job keeps office by office: so that a page tells it of a whole country at once. An
/// office is counted again when another questionnaire was sent there; what changes without that waits for the next one.
/// </summary>
public sealed class ItemTallyStore(Database database)
{
    /// <summary>There are no more than offices and banks.</summary>
    private readonly ConcurrentDictionary<(string? Root, bool WithBelow, string Bank, string Satker), (long? Round, TalliedItems Items)> _joined = new();

    /// <summary>Of the dialogs that ask items. Each office is counted beside the writer, which only takes the figures.</summary>
    /// <returns>How many offices and dialogs were counted.</returns>
    public async Task<int> RefreshAsync(IReadOnlyCollection<string> dialogs, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var counted = 0;
        foreach (var dialog in dialogs)
        {
            foreach (var office in database.Read(c => ItemTallyRows.ListStale(c, dialog)))
            {
                cancellation.ThrowIfCancellationRequested();
                var items = database.Read(c => ItemTallyRows.Count(c, dialog, office.SatkerCode));
                await database.WriteAsync((c, t) => ItemTallyRows.Save(c, t, dialog, office, items), cancellation);
                counted++;
            }
        }

        await database.WriteAsync((c, t) => ItemTallyRows.SaveRound(c, t, Instant.ToColumn(now)), cancellation);
        return counted;
    }

    /// <summary>Of an office and all below it that lie in the scope. What was joined holds until the next round.</summary>
    public TalliedItems Read(Scope scope, string bankId, string satkerCode) => database.Read(connection =>
    {
        var round = ItemTallyRows.ReadRound(connection);
        var place = (scope.Root, scope.WithBelow, bankId, satkerCode);
        if (_joined.TryGetValue(place, out var known) && known.Round == round)
            return known.Items;
        var items = new TalliedItems(
            ItemTallyRows.Read(connection, scope, bankId, satkerCode).GroupBy(i => i.ItemId).OrderBy(i => i.Key, StringComparer.Ordinal).Select(Joined).ToList(), round is { } at ? Instant.At(at) : null);
        _joined[place] = (round, items);
        return items;
    });

    private static ItemHealth Joined(IGrouping<string, ItemTallyRows.Item> item)
    {
        var (skipped, seconds) = (new Dictionary<string, long>(), new SortedDictionary<string, long>(BySeconds));
        foreach (var part in item)
        {
            Add(skipped, part.Skipped);
            Add(seconds, part.Seconds);
        }

        return new ItemHealth(item.Key, item.Sum(i => i.Asked), item.Sum(i => i.Answered), item.Sum(i => i.Helps), skipped, Median(seconds));
    }

    private static Comparer<string> BySeconds { get; } = Comparer<string>.Create((a, b) => (a.Length, a).CompareTo((b.Length, b)));

    private static void Add(IDictionary<string, long> sums, string text)
    {
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.LastIndexOf(':');
            var key = part[..colon];
            sums.TryGetValue(key, out var sum);
            sums[key] = sum + long.Parse(part.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        }
    }

    private static double? Median(SortedDictionary<string, long> seconds)
    {
        var all = seconds.Values.Sum();
        return all == 0 ? null : (At(seconds, (all - 1) / 2) + At(seconds, all / 2)) / 2;
    }

    private static double At(SortedDictionary<string, long> seconds, long place)
    {
        foreach (var (time, count) in seconds)
        {
            if (place < count)
                return double.Parse(time, CultureInfo.InvariantCulture);
            place -= count;
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, "there are not so many");
    }
}
