using KotanBot.Commands;

return await KotanCommand.RunAsync(args, Console.Out, Console.Error);
