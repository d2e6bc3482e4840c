using CometImages.Text;

namespace CometImages.Storage;

/// <summary>The exception that is thrown when a file couldn't get its final name or be moved back to its original path.</summary>
/// <param name="path">The path that the file has now.</param>
/// <param name="innerException">Why the file didn't get its final name.</param>
sealed class FileMoveRollbackException(string path, Exception innerException)
    : IOException($"{innerException.Message.EndSentence()} The file couldn't be moved back and is now '{path}'.", innerException)
{
    public string Path { get; } = path;
}
