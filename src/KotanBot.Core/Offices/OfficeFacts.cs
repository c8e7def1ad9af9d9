namespace KotanBot.Core.Offices;

/// <summary>What was read for the <see cref="OfficeNeed"/>s of a turn; a part is null when nobody needed it. Each room adds its own part beside its flow.</summary>
public sealed partial record OfficeFacts;
