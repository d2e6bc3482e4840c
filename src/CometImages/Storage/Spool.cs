using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CometImages.Text;

namespace CometImages.Storage;

/// <summary>The folder that keeps received images until they're saved. Only its user can read it, and nothing else cleans it up.</summary>
/// <param name="folder">The folder, or null to use <see cref="DefaultFolder"/>. It's created when it's first needed.</param>
sealed partial class Spool(string? folder = null)
{
    /// <summary>The name of the file that lists received images that weren't written to the pipeline, one JSON object per line.</summary>
    public const string UndeliveredFileName = "undelivered.jsonl";

    const int MaxAttempts = 100;

    static readonly TimeSpan s_maxPartialFileAge = TimeSpan.FromDays(2);

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
    public bool Contains(string path) => string.Equals(Path.GetDirectoryName(Path.GetFullPath(path)), Folder, StringComparison.Ordinal);

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
            DeleteStaleFiles();
            s_verifiedAt[Folder] = Stopwatch.GetTimestamp();
            _isVerified = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"Can't write to the spool folder '{Folder}': {e.Message.EndSentence()}", innerException: e);
        }
    }

    /// <summary>
    /// Records an image that was received but not written to the pipeline. A line can be piped to ConvertFrom-Json and Save-CometImage.
    /// Failures are ignored: the pipeline has already ended, so there is nowhere to report them.
    /// </summary>
    public void RecordUndelivered(CometImage image)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(image, SpoolJsonContext.Default.CometImage), (byte)'\n'];
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                CreateFolder();

                // The file isn't shared, so a process that records an image at the same time retries.
                using FileStream file = new(Path.Combine(Folder, UndeliveredFileName), FileMode.Append, FileAccess.Write, FileShare.None);
                file.Write(line, 0, line.Length);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(5);
            }
            catch (UnauthorizedAccessException)
            {
                return;
            }
        }
    }

    public PartialFile CreatePartialFile()
    {
        CreateFolder();
        return PartialFile.Create(Folder, "image");
    }

    /// <summary>Returns an endless sequence of paths of new files in the spool.</summary>
    public IEnumerable<string> GetNewPaths(string extension)
    {
        string timestamp = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        while (true)
        {
            yield return Path.Combine(Folder, $"{timestamp}-{PartialFile.GetRandomSuffix()}{extension}");
        }
    }

    // A process that was killed leaves its partial files. A younger file may belong to a process that's still running.
    void DeleteStaleFiles()
    {
        foreach (FileInfo file in new DirectoryInfo(Folder).EnumerateFiles("*" + PartialFile.Extension))
        {
            if (DateTime.UtcNow - file.LastWriteTimeUtc > s_maxPartialFileAge)
            {
                PartialFile.TryDelete(file.FullName);
            }
        }
    }
}
