using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CometImages.Storage;

/// <summary>
/// Serializes what processes do with the partial files of one folder. A file system without such locks leaves them unserialized. The system
/// releases the lock of a process that ends.
/// </summary>
sealed partial class FolderLock : IDisposable
{
    // The values are those of Linux and macOS.
    const int ReadOnly = 0;
    const int Exclusive = 2;
    const int Unlock = 8;

    readonly SafeFileHandle _folder;

    public FolderLock(string folder)
    {
        // FileStream can't open a folder.
        _folder = Open(folder, ReadOnly);
        _ = !_folder.IsInvalid && Lock(_folder, Exclusive) == 0;
    }

    public void Dispose()
    {
        // A child process that was started meanwhile has inherited the handle, so closing it isn't enough.
        _ = !_folder.IsInvalid && Lock(_folder, Unlock) == 0;
        _folder.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock")]
    private static partial int Lock(SafeFileHandle file, int operation);
}
