namespace KotanBot.Channels.Telegram;

/// <summary>Who met a trouble. One may work while the other does not, so each tells of its own end only.</summary>
public enum TelegramSide
{
    /// <summary>Updates coming in, and what is set up for them.</summary>
    Intake,

    /// <summary>Messages going out.</summary>
    Sending,
}
