namespace KotanBot.Core.Offices;

/// <summary>
/// A change for an office that a turn decided. It commits with the turn and is held there once more against the scope of who does
/// it, because what the turn knew may have changed. Each room adds its own kinds beside its flow.
/// </summary>
public abstract partial record OfficeDeed
{
    private OfficeDeed()
    {
    }
}
