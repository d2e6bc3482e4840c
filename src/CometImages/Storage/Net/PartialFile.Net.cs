namespace CometImages.Storage;

sealed partial class PartialFile
{
    void Publish(string target, bool overwrite) => FileMover.Rename(_path, target, overwrite);

    // On Unix, a file can be renamed or deleted between the moment another process opens it and the moment that process locks it. Windows
    // opens and locks a file in one step.
    static FolderLock? LockFolder(string folder) => OperatingSystem.IsWindows() ? null : new FolderLock(folder);
}
