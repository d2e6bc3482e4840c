using Microsoft.Extensions.Caching.Memory;

namespace CometImages.Emulator.Rendering;

/// <summary>Renders each image once and keeps those that were used last.</summary>
sealed class RenderedImageCache : IDisposable
{
    const long MaxLength = 256L << 20;

    readonly Lock _lock = new();
    readonly MemoryCache _images = new(new MemoryCacheOptions { SizeLimit = MaxLength });

    /// <summary>Gets the cache of the process: an image depends on its key only, not on the host that serves it.</summary>
    public static RenderedImageCache Shared { get; } = new();

    public Task<RenderedImage> GetAsync(RenderedImageKey key, EditSource? source = null)
    {
        lock (_lock)
        {
            return _images.GetOrCreate(key, entry =>
            {
                // A pixel takes less than a byte, but the length of the file isn't known before it's rendered.
                entry.Size = Math.Max(key.FileLength * 2L, (long)key.Size.Width * key.Size.Height);
                return Task.Run(() => ImageRenderer.Render(key, source));
            })!;
        }
    }

    public void Dispose() => _images.Dispose();
}
