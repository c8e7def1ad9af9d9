using KotanBot.Storage;

namespace KotanBot;

/// <summary>Another process has the right to write the data folder.</summary>
public sealed class DataFolderBusyException(DataFolder folder)
    : RefusedException($"another KotanBot process{(folder.LockHolder() is { } holder ? $" (pid {holder})" : "")} writes to {folder.Path}");
