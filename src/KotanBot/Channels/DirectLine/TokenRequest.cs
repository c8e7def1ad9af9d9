using System.Collections.Immutable;
using System.Text.Json;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// The optional body of the calls that begin a conversation: <c>user.id</c>, <c>trustedOrigins</c>, and <c>resume</c> from
/// our own page. Names are read in any case, because clients of other servers write <c>User</c> and <c>TrustedOrigins</c>;
/// what else stands there (<c>locale</c>, <c>user.name</c>, …) is passed over.
/// </summary>
internal sealed record TokenRequest(string? UserId, ImmutableArray<string> Origins, string? Resume)
{
    public static readonly TokenRequest Empty = new(null, [], null);

    private const int LongestUserId = 100;

    private const int MostOrigins = 20;

    /// <summary>All stand in each token, and a token stands in addresses and headers.</summary>
    private const int LongestOrigins = 1_500;

    /// <summary>False with the reason when a value cannot be what its name says.</summary>
    public static bool TryRead(JsonElement body, out TokenRequest request, out string why)
    {
        request = Empty;
        try
        {
            return TryReadMembers(body, out request, out why);
        }
        catch (InvalidOperationException)
        {
            // The JSON reader throws this for text that is no Unicode, such as half of a surrogate pair.
            why = "The body holds text that is not valid Unicode.";
            return false;
        }
    }

    private static bool TryReadMembers(JsonElement body, out TokenRequest request, out string why)
    {
        request = Empty;
        why = "";
        if (body.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return true;
        if (body.ValueKind != JsonValueKind.Object)
        {
            why = "The body must be a JSON object.";
            return false;
        }

        var userId = Member(Member(body, "user"), "id");
        if (userId is not null && userId is not { ValueKind: JsonValueKind.String })
            why = "'user.id' must be a string.";
        else if (userId?.GetString() is { Length: 0 or > LongestUserId })
            why = $"'user.id' must have 1 to {LongestUserId} characters.";
        else if (Member(body, "resume") is { ValueKind: not JsonValueKind.String })
            why = "'resume' must be a string.";
        else if (!TryReadOrigins(Member(body, "trustedOrigins"), out var origins))
            why = $"'trustedOrigins' must be a list of at most {MostOrigins} origins such as https://kota.example.";
        else
            request = new TokenRequest(userId?.GetString(), origins, Member(body, "resume")?.GetString());
        return why.Length == 0;
    }

    private static bool TryReadOrigins(JsonElement? list, out ImmutableArray<string> origins)
    {
        origins = [];
        if (list is null)
            return true;
        if (list is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() > MostOrigins)
            return false;
        var read = ImmutableArray.CreateBuilder<string>();
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String || !WebOrigin.TryRead(element.GetString(), out var origin))
                return false;
            if (!read.Contains(origin, StringComparer.Ordinal))
                read.Add(origin);
        }

        origins = read.ToImmutable();
        return origins.Sum(o => o.Length) <= LongestOrigins;
    }

    /// <summary>Null also for a member that is null.</summary>
    private static JsonElement? Member(JsonElement? element, string name)
    {
        JsonElement? found = null;
        if (element is { ValueKind: JsonValueKind.Object } parent)
            foreach (var property in parent.EnumerateObject())
                if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                    found = property.Value.ValueKind == JsonValueKind.Null ? null : property.Value;
        return found;
    }
}
