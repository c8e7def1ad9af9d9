using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace KotanBot.Storage;

/// <summary>
/// A 256-bit AES-GCM key. Sealed text is <c>k1:</c> and the base64 of nonce, ciphertext and tag. The place (table, column, row)
/// is authenticated with it, so that a ciphertext copied to another row does not open there.
/// </summary>
internal sealed class PersonKey(byte[] bytes, Action<string>? opened = null)
{
    public const int Length = 32;

    /// <summary>For texts that hold nothing personal and must outlive the key.</summary>
    public const string PlainScheme = "p:";

    private const string Scheme = "k1:";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The same key, which tells what it opens.</summary>
    public PersonKey Telling(Action<string> opens) => new(bytes, opens);

    public static PersonKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    public string Seal(string text, string place)
    {
        var plain = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, plain);
            var packed = SealBytes(plain.AsSpan(0, length), place);
            return string.Create(Scheme.Length + Base64.GetMaxEncodedToUtf8Length(packed.Length), packed, static (chars, sealedBytes) =>
            {
                Scheme.CopyTo(chars);
                Convert.TryToBase64Chars(sealedBytes, chars[Scheme.Length..], out _);
            });
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    /// <summary>Plain text opens without a key.</summary>
    public static string Open(PersonKey? key, string stored, string place) =>
        stored.StartsWith(PlainScheme, StringComparison.Ordinal)
            ? stored[PlainScheme.Length..]
            : (key ?? throw new CryptographicException($"there is no key for {place}")).Open(stored, place);

    /// <summary>Throws <see cref="CryptographicException"/> when key, place or text do not belong together.</summary>
    public string Open(string stored, string place)
    {
        if (!stored.StartsWith(Scheme, StringComparison.Ordinal))
            throw new CryptographicException($"the stored text of {place} has an unknown scheme");
        var base64 = stored.AsSpan(Scheme.Length);
        var packed = ArrayPool<byte>.Shared.Rent(base64.Length);
        try
        {
            if (!Convert.TryFromBase64Chars(base64, packed, out var length))
                throw new CryptographicException($"the stored text of {place} is damaged");
            var text = Encoding.UTF8.GetString(OpenBytes(packed.AsSpan(0, length), place));
            opened?.Invoke(text);
            return text;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    public byte[] SealBytes(ReadOnlySpan<byte> plain, string place)
    {
        var packed = new byte[NonceLength + plain.Length + TagLength];
        var nonce = packed.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var gcm = new AesGcm(bytes, TagLength);
        gcm.Encrypt(nonce, plain, packed.AsSpan(NonceLength, plain.Length), packed.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(place));
        return packed;
    }

    public byte[] OpenBytes(ReadOnlySpan<byte> packed, string place)
    {
        if (packed.Length < NonceLength + TagLength)
            throw new CryptographicException($"the sealed text of {place} is cut short");
        var plain = new byte[packed.Length - NonceLength - TagLength];
        using var gcm = new AesGcm(bytes, TagLength);
        gcm.Decrypt(packed[..NonceLength], packed.Slice(NonceLength, plain.Length), packed[^TagLength..], plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }
}
