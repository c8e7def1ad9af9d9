namespace KotanBot;

/// <summary>What ships beside the program and is found from any working directory.</summary>
public static class ShippedFiles
{
    public static string Dialogs => Path.Combine(AppContext.BaseDirectory, "dialogs");
}
