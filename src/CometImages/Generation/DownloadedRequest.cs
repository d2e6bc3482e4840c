using CometImages.Images;
using CometImages.Storage;

namespace CometImages.Generation;

/// <summary>A request whose images were downloaded. Disposing it deletes the downloaded files.</summary>
sealed class DownloadedRequest(ImageGenerationRequest request, IReadOnlyList<string> files) : IDisposable
{
    public ImageGenerationRequest Request => request;

    public bool HasFiles => files.Count > 0;

    public void Dispose()
    {
        foreach (string file in files)
        {
            FileMover.TryDelete(file);
        }
    }
}
