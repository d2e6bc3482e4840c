using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CometImages.Storage;

/// <summary>
/// Where pictures lie from their arrival until they are saved: a folder of the user's own, readable by that user alone, that nothing sweeps.
/// </summary>
sealed class Spool
{
    /// <summary>The file in the spool that names pictures which arrived but reached nobody, one JSON object a line.</summary>
    public const string UndeliveredFileName = "unclaimed.jsonl";

    const int MaxAttempts = 100;

    static readonly TimeSpan s_longestUnfinished = TimeSpan.FromDays(2);

    // A proof holds for a moment: a loop that asks for one small thing at a time would spend more on proving than on asking.
    static readonly long s_verificationLifetime = 10 * Stopwatch.Frequency;
    static readonly ConcurrentDictionary<string, long> s_verifiedAt = new(StringComparer.Ordinal);

    bool _ready;

    /// <summary>Opens the spool; nothing is touched before it is needed.</summary>
    /// <param name="folder">The folder; <see cref="DefaultFolder"/> when null.</param>
    public Spool(string? folder = null) => Folder = System.IO.Path.GetFullPath(folder ?? DefaultFolder);

    /// <summary>The folder <c>CometImages/spool</c> under the user's local application data.</summary>
    public static string DefaultFolder => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "CometImages", "spool");

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Whether a path names a file of the spool.</summary>
    /// <param name="path">An absolute path.</param>
    public bool Contains(string path) =>
        string.Equals(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)), Folder, StringComparison.Ordinal);

    /// <summary>Makes sure, once, or a moment ago in this process, that the spool is there and can be written, so that this is known before anything is bought.</summary>
    /// <exception cref="CometApiException">It is not (<see cref="CometErrorKind.WriteFailed"/>).</exception>
    public void EnsureWritable()
    {
        if (_ready || IsRecentlyVerified)
        {
            return;
        }

        try
        {
            using PartialFile probe = CreatePart();
            probe.EnsureFreeSpace();
            DeleteStaleFiles();
            s_verifiedAt[Folder] = Stopwatch.GetTimestamp();
            _ready = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"The spool folder '{Folder}' cannot be written: {e.Message}", innerException: e);
        }
    }

    bool IsRecentlyVerified => s_verifiedAt.TryGetValue(Folder, out long proven) && Stopwatch.GetTimestamp() - proven < s_verificationLifetime && Directory.Exists(Folder);

    /// <summary>
    /// Records a picture that arrived and reached nobody; its line pipes through ConvertFrom-Json into Save-CometImage. The pipeline has
    /// ended by then and nobody is there to be told of a full disk, so what cannot be recorded is not.
    /// </summary>
    /// <param name="image">The picture.</param>
    public void RecordUndelivered(CometImage image)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(image, SpoolJsonContext.Default.CometImage), (byte)'\n'];
        for (int tries = 0; tries < MaxAttempts; tries++)
        {
            try
            {
                CreateFolder();

                // Shared with nobody: another process that records at the same time comes after.
                using FileStream file = new(System.IO.Path.Combine(Folder, UndeliveredFileName), FileMode.Append, FileAccess.Write, FileShare.None);
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

    internal PartialFile CreatePart()
    {
        CreateFolder();
        return PartialFile.Create(Folder, "picture");
    }

    /// <summary>Final names in the spool that no other picture has.</summary>
    internal IEnumerable<CandidatePath> GetNewPaths(string extension)
    {
        string stamp = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        while (true)
        {
            yield return new CandidatePath(System.IO.Path.Combine(Folder, $"{stamp}-{PartialFile.RandomName()}{extension}"), Overwrite: false);
        }
    }

    // What a run that was killed left unfinished is nothing that anybody could use.
    void DeleteStaleFiles()
    {
        foreach (FileInfo part in new DirectoryInfo(Folder).EnumerateFiles("*" + PartialFile.Extension))
        {
            if (DateTime.UtcNow - part.LastWriteTimeUtc > s_longestUnfinished)
            {
                FileMover.TryDelete(part.FullName);
            }
        }
    }

    void CreateFolder()
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        // On Windows the local application data folder is the user's alone already.
        Directory.CreateDirectory(Folder);
    }
}
