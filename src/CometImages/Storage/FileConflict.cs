namespace CometImages.Storage;

/// <summary>Why an image can't be written to a file.</summary>
enum FileConflict
{
    /// <summary>The file exists.</summary>
    Exists,

    /// <summary>Another command is creating the file.</summary>
    InProgress,
}
