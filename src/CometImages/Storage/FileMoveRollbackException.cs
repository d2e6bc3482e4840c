namespace CometImages.Storage;

/// <summary>A file could neither get the name that was meant for it nor go back to the one that it had.</summary>
/// <param name="path">Where it is.</param>
/// <param name="cause">Why it did not get its name.</param>
sealed class FileMoveRollbackException(string path, Exception cause) : IOException($"{cause.Message} The file could not go back and is in '{path}'.", cause)
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = path;
}
