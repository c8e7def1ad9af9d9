namespace KotanBot.Storage;

/// <summary>The text of every dialog version that a conversation may still be on. Never changed, only added to.</summary>
public sealed class DialogVersionStore(Database database)
{
    public Task SaveAsync(string dialogId, string hash, string text) => throw new NotSupportedException($"{dialogId}{hash}{text}{database.GetHashCode()}");

    public string? Find(string dialogId, string hash) => throw new NotSupportedException($"{dialogId}{hash}");
}
