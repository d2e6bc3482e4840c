namespace CometImages.Storage;

sealed partial class PartialFile
{
    // File.Replace opens the new file exclusively, so it's closed first, under a name that no other process claims or deletes.
    void Publish(string target, bool overwrite)
    {
        if (!overwrite || !File.Exists(target))
        {
            FileMover.Rename(_path, target, overwrite);
            return;
        }

        string path = Path.Combine(Path.GetDirectoryName(target), PartialFileName.CreateStaging(Path.GetFileName(target)));
        File.Move(_path, path);
        _path = path;
        _stream.Dispose();
        try
        {
            FileMover.Rename(path, target, overwrite);
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
}
