namespace CometImages.Storage;

sealed partial class Spool
{
    // On Windows, the local application data folder is accessible to its user only.
    void CreateFolder() => Directory.CreateDirectory(Folder);
}
