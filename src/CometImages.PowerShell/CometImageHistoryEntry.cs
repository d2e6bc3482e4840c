using CometImages.History;

namespace CometImages.PowerShell;

/// <summary>
/// What the history says about one request. When an entry is piped to New-CometImage or Edit-CometImage, its request binds, which note
/// properties contain.
/// </summary>
public sealed class CometImageHistoryEntry
{
    readonly HistoryRecord _record;

    internal CometImageHistoryEntry(HistoryRecord record) => _record = record;

    /// <summary>Gets the ID of the entry.</summary>
    public string Id => _record.Id;

    /// <summary>Gets the local time at which the request was sent first.</summary>
    public DateTime Time => _record.Time.LocalDateTime;

    /// <summary>Gets the time from the first attempt to the end, or null if the request has no end.</summary>
    public TimeSpan? Duration => _record.EndTime - _record.Time;

    /// <summary>Gets what became of the request.</summary>
    public HistoryStatus Status => _record.Status;

    /// <summary>Gets the name of the cmdlet.</summary>
    public string? Command => _record.Command;

    /// <summary>
    /// Gets the images that the service returned, where the module wrote or saved them last. A file can have been moved since then.
    /// </summary>
    public CometImage[] Images => [.. _record.Images];

    /// <summary>
    /// Gets the images that the service returned, that weren't written to the pipeline, and that weren't saved since then. They can be piped to
    /// Save-CometImage.
    /// </summary>
    public CometImage[] UndeliveredImages => [.. _record.Undelivered.Where(image => image.Path is null || File.Exists(image.Path))];

    /// <summary>Gets the SHA-256 hashes of the images, in their order, as Get-FileHash shows them. The hash of a URL is null.</summary>
    public string?[] Hashes => [.. _record.Hashes];

    /// <summary>Gets the SHA-256 hashes of the files that were sent, by their paths.</summary>
    public IReadOnlyDictionary<string, string?> SourceHashes => _record.Sources.ToDictionary(source => source.Path, source => source.Sha256);

    /// <summary>Gets the number of input tokens.</summary>
    public long? InputTokens => _record.Images.Select(image => image.InputTokens).FirstOrDefault();

    /// <summary>Gets the number of output tokens.</summary>
    public long? OutputTokens => _record.Images.Select(image => image.OutputTokens).FirstOrDefault();

    /// <summary>Gets the total number of tokens.</summary>
    public long? TotalTokens => _record.Images.Select(image => image.TotalTokens).FirstOrDefault();

    /// <summary>Gets the cost in US dollars, or null if it isn't known or wasn't requested.</summary>
    public decimal? Cost => _record.Images.Select(image => image.Cost).FirstOrDefault();

    /// <summary>Gets how the cost was calculated, or null if costs weren't requested.</summary>
    public CostBasis? CostBasis => _record.Images.Select(image => image.CostBasis).FirstOrDefault();

    /// <summary>Gets the number of times the request was sent.</summary>
    public int Attempts => _record.Attempts;

    /// <summary>Gets the kind of the error, or null.</summary>
    public string? ErrorKind => _record.ErrorKind;

    /// <summary>Gets the message of the error, or null.</summary>
    public string? ErrorMessage => _record.ErrorMessage;

    /// <summary>Gets the ID of the request, which CometAPI support asks for.</summary>
    public string? RequestId => _record.RequestId;

    /// <summary>Gets the name of the computer.</summary>
    public string? ComputerName => _record.Host;

    /// <summary>Gets the ID of the process.</summary>
    public int ProcessId => _record.ProcessId;

    /// <summary>Gets the version of the module.</summary>
    public string? ModuleVersion => _record.Version;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
