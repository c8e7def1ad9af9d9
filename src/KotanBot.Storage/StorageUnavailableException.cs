namespace KotanBot.Storage;

/// <summary>
/// The store cannot be used and a person has to mend it: locked, read-only, damaged or newer database, unreadable key.
/// The message is one clear line that the host prints before it exits with 1.
/// </summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException(string oneClearLine)
        : base(oneClearLine)
    {
    }

    public StorageUnavailableException(string oneClearLine, Exception cause)
        : base(oneClearLine, cause)
    {
    }

    public StorageUnavailableException()
        : this("The store is unavailable.")
    {
    }
}
