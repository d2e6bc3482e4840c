
namespace CometImages.Emulator.Hosting;

/// <summary>Leaves Ctrl+C and the process's end to whoever hosts the emulator.</summary>
sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
