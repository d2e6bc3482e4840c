namespace CometImages.Storage;

static partial class FileMover
{
    public static void Rename(string source, string target, bool overwrite)
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
