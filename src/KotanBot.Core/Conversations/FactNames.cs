using System.Collections.Immutable;

namespace KotanBot.Core.Conversations;

/// <summary>The facts that a condition may name, and their values as text.</summary>
internal static class FactNames
{
    public static readonly ImmutableArray<string> All = ["role", "registered", "consented", "language", "satker", "lingkungan", "lembaga-given"];

    public static string? Value(Facts facts, Conversation conversation, string name) => name switch
    {
        "role" => facts.Role,
        "registered" => facts.Role is null ? "no" : "yes",
        "consented" => facts.Consent is null ? "no" : "yes",
        "language" => conversation.Language,
        "satker" => facts.Satker?.Code,
        "lingkungan" => facts.Lingkungan,
        "lembaga-given" => facts.LembagaGiven ? "yes" : "no",
        _ => null,
    };
}
