using System.CommandLine;
using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary><c>kotanbot token</c>: with what programs read the numbers of an office. A new token stands alone on the last line of the output, this once.</summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", "Token untuk program yang membaca data lewat API") { CreateCreate(), CreateList(), CreateRevoke() };

    private static Command CreateCreate()
    {
        var satker = new Option<string>("--satker") { Required = true, Description = "satker yang datanya dibaca, dengan semua di bawahnya", HelpName = "CODE" };
        var name = new Option<string>("--name") { Required = true, Description = "program apa yang memakainya, misalnya \"dasbor pusat\"; bukan nama orang", HelpName = "NAME" };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Trim() is not { Length: > 0 and <= ApiToken.LongestName })
                result.AddError($"--name has 1 to {ApiToken.LongestName} characters");
        });
        var days = NumberOption.Whole("--days", $"berlaku berapa hari (biasanya {ApiToken.UsualDays})", 1, ApiToken.MostDays);
        var data = DataOption.Create();
        var command = new Command("create", "Buat token; hanya kali ini dicetak") { satker, name, days, data };
        command.SetAction((parsed, cancellation) =>
        {
            var wanted = new ControlToken(parsed.GetValue(satker)!, parsed.GetValue(name)!.Trim(), parsed.GetValue(days) ?? ApiToken.UsualDays);
            return WriteAsync(parsed, data, stores => ApiTokens.CreateAsync(stores, wanted, TimeProvider.System), client => client.CreateTokenAsync(wanted, cancellation), cancellation);
        });
        return command;
    }

    private static Command CreateRevoke()
    {
        var id = new Argument<string>("ID") { Description = "dari token list" };
        var data = DataOption.Create();
        var command = new Command("revoke", "Cabut token; program yang memakainya langsung ditolak") { id, data };
        command.SetAction((parsed, cancellation) =>
        {
            var wanted = new ControlTokenEnd(parsed.GetValue(id)!);
            return WriteAsync(parsed, data, stores => ApiTokens.RevokeAsync(stores, wanted, TimeProvider.System), client => client.RevokeTokenAsync(wanted, cancellation), cancellation);
        });
        return command;
    }

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("list", "Token yang dibuat: id, satker, nama, sampai kapan, kapan terakhir dipakai") { json, data };
        command.SetAction(async parsed =>
        {
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var (output, tokens, now) = (parsed.InvocationConfiguration.Output, stores.ApiTokens.List(Scope.Server), TimeProvider.System.GetUtcNow());
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(tokens.Select(t => new { t.Id, Satker = t.SatkerCode, t.Name, t.CreatedAt, t.ExpiresAt, t.RevokedAt, t.UsedAt, State = StateOf(t, now) })));
            else
                foreach (var token in tokens)
                    await output.WriteLineAsync($"{token.Id}  {token.SatkerCode,-10}  {StateOf(token, now),-7}  sampai {Text(token.ExpiresAt)}  dipakai {(token.UsedAt is { } used ? Text(used) : "-"),-16}  {token.Name}");
            return KotanCommand.Done;
        });
        return command;
    }

    private static string StateOf(ApiToken token, DateTimeOffset now) => token.RevokedAt is not null ? "revoked" : token.IsExpired(now) ? "expired" : "valid";

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static async Task<int> WriteAsync(
        ParseResult parsed,
        Option<string> data,
        Func<Stores, Task<IReadOnlyList<string>>> write,
        Func<ControlClient, Task<IReadOnlyList<string>>> ask,
        CancellationToken cancellation)
    {
        var folder = DataFolder.Open(parsed.GetValue(data)!);
        foreach (var line in await LinesAsync())
            await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
        return KotanCommand.Done;

        async Task<IReadOnlyList<string>> LinesAsync()
        {
            await using var writable = await WritableStores.TryOpenAsync(folder, ShippedFiles.Dialogs);
            if (writable is not null)
                return await write(writable.Stores);
            using var client = await ControlClient.ReachAsync(folder, cancellation);
            return await ask(client);
        }
    }
}
