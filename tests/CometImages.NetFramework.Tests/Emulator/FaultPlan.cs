namespace CometImages.Emulator.Faults;

sealed class FaultPlan(EmulatorHost host)
{
    public void Add(FaultRule rule) => host.Post("faults", rule);
}
