using CometImages.Images;

namespace CometImages.Storage;

/// <summary>
/// The destinations of one request's images. All of them are reserved before the request is sent, except for those that are skipped.
/// </summary>
sealed class ImageDestinationSet : IImageSink, IDisposable
{
    readonly List<ImageDestination> _destinations = [];
    readonly List<ImageFileWriter> _writers = [];
    readonly List<int> _reserved = [];
    readonly Dictionary<FileConflict, List<int>> _skipped = new() { [FileConflict.Exists] = [], [FileConflict.InProgress] = [] };
    readonly ImageOutputOptions _output;
    readonly Spool _spool;
    readonly byte[]? _claim;

    ImageDestinationSet(ImageOutputOptions output, Spool spool, byte[]? claim) => (_output, _spool, _claim) = (output, spool, claim);

    /// <summary>Gets the output without the skipped files.</summary>
    public ImageOutputOptions Output => HasSkipped ? _output.Select(_reserved) : _output;

    /// <summary>Gets the positions of the files that exist.</summary>
    public IReadOnlyList<int> ExistingPositions => _skipped[FileConflict.Exists];

    /// <summary>Gets the positions of the files that another command is creating.</summary>
    public IReadOnlyList<int> InProgressPositions => _skipped[FileConflict.InProgress];

    /// <summary>Gets a value that indicates whether another command took over a file before the request was sent.</summary>
    public bool IsClaimLost { get; private set; }

    /// <summary>Gets a value that indicates whether a file is skipped.</summary>
    public bool HasSkipped => _reserved.Count < _output.Files.Count;

    /// <summary>Gets the folders of the files.</summary>
    public IEnumerable<string> Folders => _destinations.Select(destination => Path.GetDirectoryName(destination.DisplayPath!)!);

    /// <summary>Gets the length of the largest image that was received.</summary>
    public long LargestImage => _writers.Select(writer => writer.Length).DefaultIfEmpty().Max();

    /// <param name="output">The files.</param>
    /// <param name="spool">The spool.</param>
    /// <param name="claim">The content of the claims that other computers respect, or null to claim the files on this computer.</param>
    /// <exception cref="CometApiException">A destination can't be written, or a file that isn't skipped exists.</exception>
    public static ImageDestinationSet Reserve(ImageOutputOptions output, Spool spool, byte[]? claim = null)
    {
        ImageDestinationSet destinations = new(output, spool, claim);
        try
        {
            for (int i = 0; i < output.Files.Count; i++)
            {
                destinations.Reserve(i);
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
    public void RenewClaims()
    {
        if (_destinations.Find(destination => !destination.RenewClaim()) is { } lost)
        {
            IsClaimLost = true;
            throw ImageDestination.CreateInProgressError(lost.DisplayPath);
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

    void Reserve(int position)
    {
        string file = _output.Files[position];
        FileConflict conflict = default;
        ImageDestination? destination = _output.SkipExisting
            ? ImageDestination.TryForFile(file, _output.Overwrite, _claim, out conflict)
            : ImageDestination.ForFile(file, _output.Overwrite, _claim);
        if (destination is null)
        {
            _skipped[conflict].Add(position);
            return;
        }

        _destinations.Add(destination);
        _reserved.Add(position);
    }

    // A service can return more images than were requested.
    ImageDestination GetSpool()
    {
        _spool.EnsureWritable();
        return ImageDestination.ForSpool(_spool);
    }
}
