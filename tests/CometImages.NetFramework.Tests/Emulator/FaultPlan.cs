namespace CometImages.Emulator;

sealed class FaultPlan(EmulatorHost host)
{
    public void Add(FaultRule rule) => host.Post("faults", rule);
}
