namespace KotanBot.Storage.Offices;

/// <summary>Which submissions count as done. What is forwarded was verified before.</summary>
internal static class VerifiedSql
{
    public const string Is = "s.status = 'submitted' and s.review in ('verified', 'forwarded-to-province', 'forwarded-to-centre')";
}
