using System.Runtime.InteropServices;

namespace CometImages.Storage;

static partial class FileMover
{
    // On Unix, File.Move checks whether the target exists and renames then, so another process can create the target in between.
    // link(2) fails if the target exists.
    public static void Rename(string source, string target, bool overwrite)
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
