namespace CometImages.Pipeline;

/// <summary>Random numbers from 0 to 1, from any thread.</summary>
static class Jitter
{
#if NET8_0_OR_GREATER
    public static double Next() => Random.Shared.NextDouble();
#else
    static readonly Random s_random = new();

    public static double Next()
    {
        lock (s_random)
        {
            return s_random.NextDouble();
        }
    }
#endif
}
