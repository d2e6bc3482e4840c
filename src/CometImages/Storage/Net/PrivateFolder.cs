namespace CometImages.Storage;

/// <summary>Creates folders that only their user can read.</summary>
static class PrivateFolder
{
    public static void Create(string path)
    {
        // On Windows, the local application data folder is accessible to its user only.
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
