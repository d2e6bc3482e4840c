namespace CometImages.Benchmarks.Comparing;

/// <summary>Something to measure.</summary>
/// <param name="Prepare">What comes before, untimed.</param>
/// <param name="Work">What is timed.</param>
/// <param name="Record">Told the time and the bytes that were allocated over all threads.</param>
sealed record Contestant(Action Prepare, Func<Task> Work, Action<TimeSpan, long> Record);
