namespace CometImages.Storage;

/// <summary>Creates folders that only their user can read.</summary>
static class PrivateFolder
{
    // On Windows, the local application data folder is accessible to its user only.
    public static void Create(string path) => Directory.CreateDirectory(path);
}
