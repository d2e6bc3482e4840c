using System.Runtime.InteropServices;

namespace CometImages.Storage;

/// <summary>Verifies before a request is sent that its images, and those of the other requests in flight, fit on the disks.</summary>
sealed class DiskSpaceMonitor
{
    /// <summary>The free space that a request needs on each disk, in bytes.</summary>
    public const long MinFreeSpace = 64L << 20;

    readonly object _lock = new();
    int _imagesInFlight;
    long _largestImage;

    /// <summary>Counts the images of a request, and verifies the free space. <see cref="Exit"/> follows in either case.</summary>
    /// <exception cref="CometApiException">A disk has too little free space.</exception>
    public void Enter(IEnumerable<string> folders, int imageCount)
    {
        long needed;
        lock (_lock)
        {
            _imagesInFlight += imageCount;
            needed = Math.Max(MinFreeSpace, _imagesInFlight * _largestImage);
        }

        foreach (string folder in folders.Distinct(StringComparer.Ordinal))
        {
            if (GetFreeSpace(folder) is { } free && free < needed)
            {
                throw new CometApiException(
                    CometErrorKind.WriteFailed,
                    FormattableString.Invariant($"The disk of '{folder}' has {free >> 20} MiB of free space. The images in flight need {needed >> 20} MiB."),
                    "Free up disk space, and then request the image again.")
                {
                    IsStorageExhausted = true,
                    RequestNotSent = true,
                    AttemptCount = 0,
                };
            }
        }
    }

    /// <param name="imageCount">The number of images of the request.</param>
    /// <param name="largestImage">The length of the largest image that was received.</param>
    public void Exit(int imageCount, long largestImage)
    {
        lock (_lock)
        {
            _imagesInFlight -= imageCount;
            _largestImage = Math.Max(_largestImage, largestImage);
        }
    }

    /// <summary>Returns null if the free space can't be determined, for example of a network share on Windows.</summary>
    public static long? GetFreeSpace(string folder)
    {
        try
        {
            // Windows knows only the drive, and Unix the file system of any folder that exists.
            DriveInfo drive = new(RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Path.GetPathRoot(folder)! : GetExistingFolder(folder));

            // Some file systems in user space report zero for everything.
            return drive.TotalSize == 0 ? null : drive.AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    static string GetExistingFolder(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }
}
