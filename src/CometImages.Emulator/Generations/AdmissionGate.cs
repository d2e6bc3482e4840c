namespace CometImages.Emulator.Generations;

/// <summary>Counts the generations under way.</summary>
sealed class AdmissionGate
{
    int _underWay;

    /// <summary>Lets one in when fewer than <paramref name="most"/> are in; 0 = always.</summary>
    /// <returns>What must be disposed of when the generation is over; null when there is no room.</returns>
    public Pass? TryEnter(int most)
    {
        int now = Interlocked.Increment(ref _underWay);
        if (most == 0 || now <= most)
            return new Pass(this);
        Interlocked.Decrement(ref _underWay);
        return null;
    }

    internal sealed class Pass(AdmissionGate gate) : IDisposable
    {
        int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                Interlocked.Decrement(ref gate._underWay);
        }
    }
}
