using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

/// <summary>How roles are called.</summary>
public sealed class RoleWords(Texts texts, string language)
{
    public string Of(string role) => role switch
    {
        Access.Volunteer => texts.Say(EngineTexts.RolePenggiat, language),
        Access.Officer => texts.Say(EngineTexts.RolePetugas, language),
        Access.Admin => texts.Say(EngineTexts.RoleAdmin, language),
        Access.Respondent => texts.Say(EngineTexts.RoleRespondent, language),
        _ => role,
    };

    /// <summary>As it stands within a sentence.</summary>
    public string Within(string role) => Of(role) is { Length: > 0 } words ? char.ToLowerInvariant(words[0]) + words[1..] : role;
}
