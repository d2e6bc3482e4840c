using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CometImages.Text;

namespace CometImages.Storage;

/// <summary>The folder that keeps received images until they're saved. Only its user can read it, and nothing else cleans it up.</summary>
/// <param name="folder">The folder, or null to use <see cref="DefaultFolder"/>. It's created when it's first needed.</param>
sealed class Spool(string? folder = null)
{
    // Every command has its own spool object. In a loop of many small commands, a check in each of them would take most of the time.
    static readonly long s_verificationLifetime = 10 * Stopwatch.Frequency;
    static readonly ConcurrentDictionary<string, long> s_verifiedAt = new(StringComparer.Ordinal);

    bool _isVerified;

    /// <summary>Gets the default folder in the user's local application data, which the system doesn't clean up.</summary>
    public static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "CometImages",
        "spool");

    public string Folder { get; } = Path.GetFullPath(folder ?? DefaultFolder);

    bool IsRecentlyVerified => s_verifiedAt.TryGetValue(Folder, out long verifiedAt)
        && Stopwatch.GetTimestamp() - verifiedAt < s_verificationLifetime
        && Directory.Exists(Folder);

    /// <summary>Returns whether a file is directly in the spool folder.</summary>
    public bool Contains(string path) => PathComparer.Instance.Equals(Path.GetDirectoryName(Path.GetFullPath(path)), Folder);

    /// <summary>Verifies that the spool can be written, so that a failure is found before an image is requested.</summary>
    /// <exception cref="CometApiException">The spool can't be written.</exception>
    public void EnsureWritable()
    {
        if (_isVerified || IsRecentlyVerified)
        {
            return;
        }

        try
        {
            using PartialFile probe = CreatePartialFile();
            probe.EnsureFreeSpace();
            PartialFile.DeleteAbandoned(Folder);
            s_verifiedAt[Folder] = Stopwatch.GetTimestamp();
            _isVerified = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"Can't write to the spool folder '{Folder}': {e.Message.EndSentence()}", innerException: e);
        }
    }

    public PartialFile CreatePartialFile()
    {
        PrivateFolder.Create(Folder);
        return PartialFile.Create(Folder, "image");
    }

    /// <summary>Returns an endless sequence of paths of new files in the spool.</summary>
    public IEnumerable<string> GetNewPaths(string extension)
    {
        string timestamp = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        while (true)
        {
            yield return Path.Combine(Folder, $"{timestamp}-{PartialFileName.CreateRandomSuffix()}{extension}");
        }
    }
}
