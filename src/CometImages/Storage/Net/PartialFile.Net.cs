using System.Runtime.InteropServices;

namespace CometImages.Storage;

sealed partial class PartialFile
{
    void Publish(string target, bool overwrite) => Rename(_path, target, overwrite);

    // On Unix, a file can be renamed or deleted between the moment another process opens it and the moment that process locks it. Windows
    // opens and locks a file in one step.
    static FolderLock? LockFolder(string folder) => OperatingSystem.IsWindows() ? null : new FolderLock(folder);

    // On Unix, File.Move checks whether the target exists and renames then, so another process can create the target in between.
    // link(2) fails if the target exists.
    static void Rename(string source, string target, bool overwrite)
    {
        if (!overwrite && !OperatingSystem.IsWindows() && Link(source, target) == 0)
        {
            TryDelete(source);
        }
        else
        {
            File.Move(source, target, overwrite);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string source, string target);
}
