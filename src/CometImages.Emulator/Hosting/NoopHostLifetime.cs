namespace CometImages.Emulator.Hosting;

/// <summary>Leaves Ctrl+C and the end of the process to the program that hosts the emulator.</summary>
sealed class NoopHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
