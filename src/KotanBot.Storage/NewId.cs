using System.Security.Cryptography;

namespace KotanBot.Storage;

/// <summary>Random ids: 24 characters of 5 bits, safe in file names and URLs, also where case is ignored.</summary>
internal static class NewId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, 24);

    public static ulong Seed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
}
