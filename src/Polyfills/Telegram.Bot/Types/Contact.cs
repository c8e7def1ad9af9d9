namespace Telegram.Bot.Types;

/// <summary>A phone number that someone shared; only with <see cref="UserId"/> equal to the sender's is it their own.</summary>
public class Contact
{
    public string PhoneNumber { get; set; } = null!;

    public string FirstName { get; set; } = null!;

    public string? LastName { get; set; }

    public long? UserId { get; set; }
}
