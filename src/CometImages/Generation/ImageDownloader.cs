using CometImages.Images;
using CometImages.Operations;
using CometImages.Pipeline;
using CometImages.Storage;

namespace CometImages.Generation;

/// <summary>Downloads images. A download is free of charge, and never sends the API key.</summary>
sealed class ImageDownloader(ApiPipeline downloads, Spool spool)
{
    /// <summary>Downloads an image to its destination.</summary>
    /// <returns>The complete file.</returns>
    /// <exception cref="CometApiException">The image couldn't be downloaded or written.</exception>
    /// <exception cref="OperationCanceledException">The download was canceled.</exception>
    public async Task<ImageFileWriter> DownloadAsync(
        string url, ImageFileWriter file, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await downloads.ExecuteAsync(new DownloadImage(url, file, progress), ticket: 0, progress, cancellationToken).ConfigureAwait(false);
        file.Complete();
        return file;
    }

    /// <summary>Downloads the images of a request that are sent as files to the spool.</summary>
    /// <param name="request">The request.</param>
    /// <param name="progress">Receives the progress of the downloads.</param>
    /// <param name="cancellationToken">Cancels the downloads.</param>
    /// <returns>The request with files, which are deleted when it's disposed.</returns>
    /// <exception cref="CometApiException">An image couldn't be downloaded.</exception>
    public async Task<DownloadedRequest> DownloadSourcesAsync(
        ImageGenerationRequest request, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        List<string> files = [];
        try
        {
            SourceImage[] images = [.. request.Images];
            for (int i = 0; i < images.Length; i++)
            {
                images[i] = await DownloadSourceAsync(images[i]).ConfigureAwait(false);
            }

            SourceImage? mask = request.Mask is null ? null : await DownloadSourceAsync(request.Mask).ConfigureAwait(false);
            return new DownloadedRequest(request.WithFiles(images, mask), files);
        }
        catch
        {
            files.ForEach(FileMover.TryDelete);
            throw;
        }

        async Task<SourceImage> DownloadSourceAsync(SourceImage image)
        {
            if (image.File is not null)
            {
                return image;
            }

            using ImageDestination destination = ImageDestination.ForSpool(spool);
            using ImageFileWriter file = new(destination, spool);
            try
            {
                await DownloadAsync(image.Location, file, progress, cancellationToken).ConfigureAwait(false);
            }
            catch (CometApiException e)
            {
                throw new CometApiException(e.Kind, $"The image to edit, '{image}', couldn't be downloaded: {e.Detail}", e.RecommendedAction, e)
                {
                    Param = "image",
                };
            }

            files.Add(file.Path!);
            return image.WithFile(SourceFile.Read(file.Path!));
        }
    }
}
