using System.CommandLine;
using KotanBot.Site;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary><c>kotanbot admin-link</c>: prints one address that lets into the admin site once, as an admin of the office and all below it.</summary>
internal static class AdminLinkCommand
{
    public static Command Create()
    {
        var satker = new Option<string>("--satker") { Required = true, Description = "kode satker, misalnya BNNK-19.02", HelpName = "CODE" };
        var data = DataOption.Create();
        var command = new Command("admin-link", "Tautan sekali pakai ke situs admin sebuah satker") { satker, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            foreach (var line in await CreateAsync(DataFolder.Open(parsed.GetValue(data)!), parsed.GetValue(satker)!, cancellation))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
            return KotanCommand.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<string>> CreateAsync(DataFolder folder, string satker, CancellationToken cancellation)
    {
        var address = PublicAddress.FromEnvironment();
        await using var writable = await WritableStores.TryOpenAsync(folder, ShippedFiles.Dialogs);
        if (writable is not null)
            return [PublicAddress.Site(address ?? new Uri(GatewayOptions.DefaultUrl), await SiteLinks.CreateAsync(writable.Stores, satker, TimeProvider.System)).AbsoluteUri];
        using var client = await ControlClient.ReachAsync(folder, cancellation);
        return await client.LinkToSiteAsync(new ControlSiteLink(satker), cancellation);
    }
}
