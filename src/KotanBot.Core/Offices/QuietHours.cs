namespace KotanBot.Core.Offices;

/// <summary>Phones lie beside beds: what nobody waits for is told between seven in the morning and nine in the evening of the person's office.</summary>
public static class QuietHours
{
    public const int FromHour = 21;

    public const int UntilHour = 7;

    /// <summary>This moment, or the next morning when it is night at the office.</summary>
    public static DateTimeOffset NextLoud(DateTimeOffset moment, int utcOffsetMinutes)
    {
        var local = moment.ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes));
        var morning = new DateTimeOffset(local.Date, local.Offset).AddHours(UntilHour);
        if (local.Hour >= FromHour)
            return morning.AddDays(1).ToUniversalTime();
        return local.Hour < UntilHour ? morning.ToUniversalTime() : moment;
    }
}
