using System.Text.Json.Nodes;

namespace KotanBot.Fakes;

/// <summary>An update that the server made, as a test looks at it.</summary>
/// <param name="Id">Zero while it is held back.</param>
/// <param name="Kind">message, edited_message, callback_query, my_chat_member.</param>
public sealed record MadeUpdate(long Id, string Kind, JsonObject Content);
