namespace CometImages.Emulator.Faults;

/// <summary>What the control page says about a rule: how many matching requests it has met and hit.</summary>
sealed record ActiveFault(FaultRule Rule, long Met, long Hits);
