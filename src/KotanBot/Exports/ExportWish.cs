namespace KotanBot.Exports;

/// <summary>What is exported.</summary>
public enum ExportKind
{
    Reports,
    Answers,
    Responses,
    DataPackage,
}

/// <summary>An export as somebody asks for it. A bank is needed for <see cref="ExportKind.Responses"/>, both days for <see cref="ExportKind.DataPackage"/>.</summary>
public sealed record ExportWish(ExportKind Kind, TableForm Form, TableShape Shape)
{
    public string? BankId { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>The verb's word for it.</summary>
    public string Word => Kind switch
    {
        ExportKind.Reports => "reports",
        ExportKind.Answers => "answers",
        ExportKind.Responses => "responses",
        _ => "data-package",
    };

    public string Extension => Form.Format == TableFormat.Xlsx ? "xlsx" : "csv";
}
