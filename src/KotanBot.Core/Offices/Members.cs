using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Where somebody stands in the list of an office's people. A null <paramref name="Satker"/> is the asker's own office; pages count from 0.</summary>
public sealed record MemberPlace(string? Satker, string? Search, int Page)
{
    public const int LongestSearch = 60;

    /// <summary>The words after <c>/anggota</c>: an office, a page, and what is left is looked for in names.</summary>
    public static MemberPlace In(string payload)
    {
        var words = PayloadWords.Of(payload);
        var pages = words.Where(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 10_000).ToList();
        var office = PayloadWords.OfficeIn(words);
        var search = string.Join(' ', words.Except(pages).Where(w => !w.Equals(office, StringComparison.OrdinalIgnoreCase)));
        return new MemberPlace(office, Cut(search), pages.Count == 0 ? 0 : int.Parse(pages[0], CultureInfo.InvariantCulture) - 1);
    }

    /// <summary>The list begins anew with every other search.</summary>
    public MemberPlace For(string? search) => new(Satker, Cut(search), 0);

    private static string? Cut(string? search) => string.IsNullOrWhiteSpace(search) ? null : search.Length <= LongestSearch ? search.Trim() : search[..LongestSearch].Trim();
}

public abstract partial record OfficeNeed
{
    /// <summary>A page of an office's people; with <paramref name="Offices"/> the offices below that the asker serves as well.</summary>
    public sealed record Members(MemberPlace Place, bool Offices = false) : OfficeNeed
    {
        /// <summary>How many on a page.</summary>
        public int PageSize { get; init; } = MembersFacts.PageSize;
    }

    /// <summary>One of them, and where they could go: to this office, or to so many.</summary>
    public sealed record Member(string Id, string? Office = null, int MostOffices = MemberFacts.OfficesShown) : OfficeNeed;
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MembersFacts? Members { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MemberFacts? Member { get; init; }
}

/// <summary>
/// People who work for an office or report to it, by role and name. Null <paramref name="Satker"/>: no such office within the asker's scope; not
/// <paramref name="IsServed"/>: a nearer admin looks after it.
/// </summary>
public sealed record MembersFacts(OfficeName? Satker, bool IsServed, MemberCounts Counts)
{
    public const int PageSize = 8;

    /// <summary>The page that was read: the first, when the asked one is past the end.</summary>
    public int Page { get; init; }

    public ImmutableArray<MemberLine> Shown { get; init; } = [];

    /// <summary>How many there are on all pages.</summary>
    public int Found { get; init; }

    /// <summary>People beyond what is opened for one list; they are neither shown nor searched.</summary>
    public int LeftOut { get; init; }

    /// <summary>Offices below without an admin of their own.</summary>
    public int ServedBelow { get; init; }

    public ImmutableArray<OfficeName> Below { get; init; } = [];

    [JsonIgnore]
    public bool HasMore => Found > PageSize;
}

public sealed record MemberCounts(int Admins, int Officers, int Volunteers, int Respondents);

/// <summary>The names are opened for this one turn.</summary>
public sealed record MemberLine(string Id, string? Name, string Role, string? Lembaga)
{
    /// <summary>When they joined, and when they sent the last report; not told in chat, where a line has no room for it.</summary>
    [JsonIgnore]
    public DateTimeOffset Since { get; init; }

    [JsonIgnore]
    public DateTimeOffset? LastReport { get; init; }
}

/// <summary>What an office may know of one of its people.</summary>
public sealed record MemberFacts(string Id, string? Name, MemberStand Stand, string SatkerName)
{
    /// <summary>So many offices are offered as buttons.</summary>
    public const int OfficesShown = 6;

    public string? Lembaga { get; init; }

    public string? Lingkungan { get; init; }

    public DateTimeOffset Since { get; init; }

    public DateTimeOffset? LastReport { get; init; }

    public bool IsReachable { get; init; }

    public DateTimeOffset? SilentSince { get; init; }

    public bool IsAsker { get; init; }

    /// <summary>Where the asker could move them to.</summary>
    public ImmutableArray<OfficeName> Offices { get; init; } = [];

    /// <summary>How many there are, also those not read.</summary>
    public int AllOffices { get; init; }
}

/// <summary>Role and office at one moment; a change that was decided from another is not made.</summary>
public sealed record MemberStand(string Role, string Satker);

[JsonDerivedType(typeof(PickMember), "pick-member")]
[JsonDerivedType(typeof(MemberCard), "member-card")]
public abstract partial record OfficeQuestion
{
    /// <summary>Which of these? Anything else that is written is looked for in the names.</summary>
    public sealed record PickMember(MemberPlace Place, ImmutableArray<string> Shown, bool HasMore) : OfficeQuestion
    {
        public const string MoreKey = "lainnya";
        public const string AllKey = "semua-anggota";
        public const string DoneKey = "selesai";

        [JsonIgnore]
        public override Right Right => Right.SeeMembers;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Members(Place);

        /// <summary>In the order in which they are shown, so that a number means what stands beside it.</summary>
        [JsonIgnore]
        public ImmutableArray<string> Keys => [.. Shown, .. HasMore ? [MoreKey] : Array.Empty<string>(), .. Place.Search is null ? [] : new[] { AllKey }, DoneKey];

        public override OfficeNeed? NeedFor(string answer) => Read(answer) switch
        {
            DoneKey => null,
            MoreKey => new OfficeNeed.Members(Place with { Page = Place.Page + 1 }),
            AllKey => new OfficeNeed.Members(Place.For(null)),
            { } id => new OfficeNeed.Member(id),
            null when IsNumber(answer) => null,
            null => new OfficeNeed.Members(Place.For(answer)),
        };

        /// <summary>No name is one, so a number that stands beside nobody is not looked for.</summary>
        public static bool IsNumber(string answer) => answer.All(c => char.IsAsciiDigit(c) || c is '.' or ')' or ' ');

        /// <summary>The person or one of the keys; null for a name to look for.</summary>
        public string? Read(string answer)
        {
            var bare = answer.Trim().TrimEnd('.', ')');
            if (int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number >= 1 && number <= Keys.Length ? Keys[number - 1] : null;
            return Keys.FirstOrDefault(k => k == bare) ?? TextFolding.Fold(answer) switch
            {
                "lainnya" or "lagi" or "berikutnya" or "more" or "next" when HasMore => MoreKey,
                "semua" or "semua anggota" or "everybody" or "all" => AllKey,
                "selesai" or "sudah" or "cukup" or "done" => DoneKey,
                _ => null,
            };
        }

        public bool Equals(PickMember? other) => other is not null && Place == other.Place && HasMore == other.HasMore && Shown.SequenceEqual(other.Shown);

        public override int GetHashCode() => HashCode.Combine(Place, Shown.Length);
    }

    /// <summary>What shall be done with this person?</summary>
    public sealed record MemberCard(MemberPlace Place, string Id) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.SeeMembers;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Member(Id);

        /// <summary>The way back to the list.</summary>
        public override OfficeNeed NeedFor(string answer) => new OfficeNeed.Members(Place);
    }
}
