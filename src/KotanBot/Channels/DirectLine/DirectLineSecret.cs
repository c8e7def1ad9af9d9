using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// The master secret of the channel: from <c>KOTANBOT_DIRECTLINE_SECRET</c>, or made once and kept in the data folder,
/// readable by its owner only. Whoever has it may start conversations for anybody.
/// </summary>
public sealed record DirectLineSecret(string Value)
{
    public const string Variable = "KOTANBOT_DIRECTLINE_SECRET";

    public const string FileName = "directline.secret";

    public static DirectLineSecret Load(string dataFolder, string? fromEnvironment)
    {
        if (!string.IsNullOrWhiteSpace(fromEnvironment))
            return new DirectLineSecret(fromEnvironment.Trim());
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
            Create(path);
        var kept = File.ReadAllText(path).Trim();
        return kept.Length > 0 ? new DirectLineSecret(kept) : throw new InvalidDataException($"{path} is empty; delete it to have a new secret made");
    }

    public bool Matches(string presented) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(Value)), SHA256.HashData(Encoding.UTF8.GetBytes(presented)));

    /// <summary>The secret must never end up in a log through a record's ToString.</summary>
    public override string ToString() => nameof(DirectLineSecret);

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) + "\n"));
    }
}
