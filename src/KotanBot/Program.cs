using System.CommandLine;
using KotanBot.Commands;

var parsed = new RootCommand("KotanBot") { IndexCommand.Create() }.Parse(args);
var code = parsed.Invoke();
return parsed.Errors.Count > 0 ? 2 : code;
