using System.Buffers.Text;
using System.Text;

namespace KotanBot.Api;

/// <summary>Where a list goes on, as letters that nobody needs to read. What stands in it is no secret.</summary>
internal static class ApiCursor
{
    /// <summary>None of ours is as long.</summary>
    private const int Longest = 200;

    public static string Write(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    /// <summary>The parts between <c>|</c>; null for what is none of ours.</summary>
    public static string[]? Read(string cursor)
    {
        try
        {
            return cursor.Length <= Longest ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|') : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
