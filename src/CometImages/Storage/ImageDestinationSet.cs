using CometImages.Images;

namespace CometImages.Storage;

/// <summary>The places of one request's pictures, all tried before anything is sent.</summary>
sealed class ImageDestinationSet : IImageSink, IDisposable
{
    readonly List<ImageDestination> _places = [];
    readonly List<ImageFileWriter> _open = [];
    readonly Spool _spool;

    ImageDestinationSet(Spool spool) => _spool = spool;

    /// <exception cref="CometApiException">A place cannot be written, or a file is there already.</exception>
    public static ImageDestinationSet Reserve(ImageOutputOptions output, Spool spool)
    {
        ImageDestinationSet places = new(spool);
        try
        {
            foreach (string file in output.Files)
            {
                places._places.Add(ImageDestination.ForFile(file, output.Overwrite));
            }

            if (output.Files.Count == 0)
            {
                spool.EnsureWritable();
            }

            return places;
        }
        catch
        {
            places.Dispose();
            throw;
        }
    }

    /// <summary>Begins the picture with this number, from 0. Pictures beyond the places go into the spool.</summary>
    public ImageFileWriter CreateWriter(int index)
    {
        ImageFileWriter file = new(index < _places.Count ? _places[index] : ImageDestination.ForSpool(_spool), _spool);
        _open.Add(file);
        return file;
    }

    public void Dispose()
    {
        _open.ForEach(file => file.Dispose());
        _places.ForEach(place => place.Dispose());
    }
}
