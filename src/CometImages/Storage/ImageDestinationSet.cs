using CometImages.Images;

namespace CometImages.Storage;

/// <summary>The destinations of one request's images. All of them are reserved before the request is sent.</summary>
sealed class ImageDestinationSet : IImageSink, IDisposable
{
    readonly List<ImageDestination> _destinations = [];
    readonly List<ImageFileWriter> _writers = [];
    readonly Spool _spool;

    ImageDestinationSet(Spool spool) => _spool = spool;

    /// <exception cref="CometApiException">A destination can't be written, or a file exists.</exception>
    public static ImageDestinationSet Reserve(ImageOutputOptions output, Spool spool)
    {
        ImageDestinationSet destinations = new(spool);
        try
        {
            foreach (string file in output.Files)
            {
                destinations._destinations.Add(ImageDestination.ForFile(file, output.Overwrite));
            }

            if (output.Files.Count == 0)
            {
                spool.EnsureWritable();
            }

            return destinations;
        }
        catch
        {
            destinations.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ImageFileWriter CreateWriter(int index)
    {
        ImageFileWriter writer = new(index < _destinations.Count ? _destinations[index] : GetSpool(), _spool);
        _writers.Add(writer);
        return writer;
    }

    public void Dispose()
    {
        _writers.ForEach(writer => writer.Dispose());
        _destinations.ForEach(destination => destination.Dispose());
    }

    // A service can return more images than were requested.
    ImageDestination GetSpool()
    {
        _spool.EnsureWritable();
        return ImageDestination.ForSpool(_spool);
    }
}
