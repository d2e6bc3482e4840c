using System.Security.Cryptography;
using CometImages.Images;

namespace CometImages.Records;

/// <summary>Computes the SHA-256 hashes of files that other programs can move at the same time.</summary>
static class FileHash
{
    /// <summary>Opens a file, or returns null if that isn't possible.</summary>
    public static FileStream? TryOpen(string? path)
    {
        try
        {
            return path is null ? null : Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Computes the hash of a file and closes the file. Returns null if the file can't be read.</summary>
    public static string? TryCompute(FileStream? file)
    {
        try
        {
            return file is null ? null : Compute(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    public static string Compute(string path) => Compute(Open(path));

    /// <summary>Computes the hash of a file that a request sent. Returns null if the file changed since then.</summary>
    public static string? TryCompute(SourceFile file)
    {
        try
        {
            return Compute(file.Open());
        }
        catch (Exception e) when (e is CometApiException or IOException)
        {
            return null;
        }
    }

    static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    static string Compute(Stream file)
    {
        using (file)
        {
            using SHA256 sha256 = SHA256.Create();
            return Convert.ToHexString(sha256.ComputeHash(file));
        }
    }
}
