namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>An item as some populations see it: one column of an estimation. <paramref name="Own"/> tells that it was split off for one population.</summary>
internal sealed record CalibratedColumn(int Item, IReadOnlySet<int> Populations, bool Own, int Answers, CategoryMerge Merge);

/// <summary>Populations that were calibrated together, on one scale. <paramref name="Model"/> is null where too few items were left for one.</summary>
internal sealed record CalibratedComponent(IReadOnlyList<int> Populations, IReadOnlyList<CalibratedColumn> Columns, FittedModel? Model);
