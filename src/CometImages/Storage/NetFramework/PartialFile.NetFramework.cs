namespace CometImages.Storage;

sealed partial class PartialFile
{
    // File.Replace opens the new file exclusively, so it's closed first, under a name that no other process claims.
    void Publish(string target, bool overwrite)
    {
        if (!overwrite || !File.Exists(target))
        {
            Rename(_path, target, overwrite);
            return;
        }

        string path = Path.Combine(Path.GetDirectoryName(target), GetTemporaryName(Path.GetFileName(target)));
        File.Move(_path, path);
        _path = path;
        _stream.Dispose();
        try
        {
            Rename(path, target, overwrite);
        }
        catch
        {
            _stream = Open(path, FileMode.Open);
            _stream.Seek(0, SeekOrigin.End);
            throw;
        }
    }

    // Windows opens and locks a file in one step, and the locked file keeps its name.
    static IDisposable? LockFolder(string folder) => null;

    static void Rename(string source, string target, bool overwrite)
    {
        if (overwrite && File.Exists(target))
        {
            // The new file gets the old one's attributes and access control list; if one can't be set, the file is replaced nevertheless.
            File.Replace(source, target, null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(source, target);
        }
    }
}
