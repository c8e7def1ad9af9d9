using System.CommandLine;
using KotanBot.Core.Offices;
using KotanBot.Pages;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot invite</c>: prints an invitation code alone on the last line of its output, and before it the addresses that are known:
/// the chat page with the code, the sheet to print, and the link that opens Telegram with it when the running server has a bot.
/// </summary>
public static class InviteCommand
{
    public static readonly string[] Roles = [.. Access.Roles];

    public static Command Create()
    {
        var satker = new Option<string>("--satker") { Required = true, Description = "kode satker, misalnya BNNK-19.02", HelpName = "CODE" };
        var role = new Option<string>("--role") { Required = true, Description = "peran orang yang diundang" };
        role.AcceptOnlyFromAmong(Roles);
        var uses = new Option<int>("--uses") { Description = "berapa orang boleh memakainya", HelpName = "N", DefaultValueFactory = _ => 1 };
        var days = new Option<int>("--days") { Description = "berlaku berapa hari", HelpName = "N", DefaultValueFactory = _ => 30 };
        var lembaga = new Option<string?>("--lembaga") { Description = "penggiat dari lembaga ini; tidak ditanya lagi waktu mendaftar", HelpName = "NAME" };
        var lingkungan = new Option<string?>("--lingkungan") { Description = "lingkungan lembaga yang baru bagi satker ini" };
        lingkungan.AcceptOnlyFromAmong([.. LingkunganKeys.All]);
        AcceptFrom1To(uses, 100_000);
        AcceptFrom1To(days, 3_650);
        var data = DataOption.Create();
        var command = new Command("invite", "Buat kode undangan untuk /mulai KODE") { satker, role, uses, days, lembaga, lingkungan, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var invitation = new ControlInvitation(parsed.GetValue(satker)!, parsed.GetValue(role)!, parsed.GetValue(uses), parsed.GetValue(days))
            {
                Lembaga = parsed.GetValue(lembaga),
                Lingkungan = parsed.GetValue(lingkungan),
            };
            foreach (var line in await CreateCodeAsync(DataFolder.Open(parsed.GetValue(data)!), invitation, cancellation))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
            return KotanCommand.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<string>> CreateCodeAsync(DataFolder folder, ControlInvitation invitation, CancellationToken cancellation)
    {
        var address = PublicAddress.FromEnvironment();
        await using var writable = await WritableStores.TryOpenAsync(folder, ShippedFiles.Dialogs);
        if (writable is not null)
            return InvitationLinks.Lines(await Invitations.CreateAsync(writable.Stores, invitation, TimeProvider.System), address, null);
        using var client = await ControlClient.ReachAsync(folder, cancellation);
        return await client.InviteAsync(invitation, cancellation);
    }

    private static void AcceptFrom1To(Option<int> option, int most) => option.Validators.Add(result =>
    {
        if (result.Errors.Any() || result.Tokens.Any(t => !int.TryParse(t.Value, out _)))
            return;
        if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > most))
            result.AddError($"{option.Name} must be from 1 to {most}");
    });
}
