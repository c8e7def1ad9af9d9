using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>Who asks, for what may be read: the scope for offices, the person for what is their own.</summary>
internal sealed record Asker(string PersonId, Facts Facts, DateTimeOffset Now)
{
    public Scope Scope { get; } = Scope.Of(Facts);
}

/// <summary>Reads what a turn needs of an office, all of it within the scope of who asks.</summary>
internal sealed class OfficeReader
{
    public OfficeFacts Read(DbConnection connection, Asker asker, ImmutableArray<OfficeNeed> needs) =>
        needs.Aggregate(new OfficeFacts(), (facts, need) => need switch
        {
            OfficeNeed.Audience => facts with { Audience = AudienceRows.Count(connection, asker.Scope.For(Right.Broadcast), asker.PersonId) },
            _ => throw new UnreachableException(),
        });
}
