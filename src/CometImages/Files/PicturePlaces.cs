namespace CometImages.Files;

/// <summary>The places of one request's pictures, all tried before anything is sent.</summary>
sealed class PicturePlaces : IDisposable
{
    readonly List<PicturePlace> _places = [];
    readonly List<PictureFile> _open = [];
    readonly Spool _spool;

    PicturePlaces(Spool spool) => _spool = spool;

    /// <exception cref="CometApiException">A place cannot be written, or a file is there already.</exception>
    public static PicturePlaces Reserve(ImageOutput output, Spool spool)
    {
        PicturePlaces places = new(spool);
        try
        {
            foreach (string file in output.Files)
            {
                places._places.Add(PicturePlace.At(file, output.Overwrite));
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
    public PictureFile Open(int index)
    {
        PictureFile file = new(index < _places.Count ? _places[index] : PicturePlace.InSpool(_spool), _spool);
        _open.Add(file);
        return file;
    }

    public void Dispose()
    {
        _open.ForEach(file => file.Dispose());
        _places.ForEach(place => place.Dispose());
    }
}
