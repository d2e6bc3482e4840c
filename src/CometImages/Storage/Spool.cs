using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CometImages.Images;
using CometImages.Models;
using CometImages.Text;

namespace CometImages.Storage;

/// <summary>The folder that keeps received images until they're saved. Only its user can read it, and nothing else cleans it up.</summary>
/// <param name="folder">The folder, or null to use <see cref="DefaultFolder"/>. It's created when it's first needed.</param>
sealed partial class Spool(string? folder = null)
{
    /// <summary>The name of the file that lists received images that weren't written to the pipeline, one JSON object per line.</summary>
    public const string UndeliveredFileName = "undelivered.jsonl";

    /// <summary>The name of the file that lists requests that were in progress when their pipeline ended, one JSON object per line.</summary>
    public const string InterruptedFileName = "interrupted.jsonl";

    const int MaxAttempts = 100;

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

    /// <summary>
    /// Records an image that was received but not written to the pipeline. A line can be piped to ConvertFrom-Json and Save-CometImage.
    /// Failures are ignored: the pipeline has already ended, so there is nowhere to report them.
    /// </summary>
    public void RecordUndelivered(CometImage image) =>
        Append(UndeliveredFileName, JsonSerializer.SerializeToUtf8Bytes(image, SpoolJsonContext.Default.CometImage));

    /// <summary>
    /// Records a request that may have been made and charged. A line can be piped to ConvertFrom-Json and New-CometImage, or, if it has an
    /// image to edit, Edit-CometImage. Failures are ignored, as in <see cref="RecordUndelivered"/>.
    /// </summary>
    public void RecordInterrupted(ImageGenerationRequest request, IReadOnlyList<string> files)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteString("Time", DateTimeOffset.Now);
            foreach (RequestField field in RequestField.All)
            {
                if (request.Values[field] is { } value)
                {
                    writer.WritePropertyName(field.ParameterName);
                    WriteValue(writer, value);
                }
            }

            if (request.AdditionalProperties.Count > 0)
            {
                writer.WriteStartObject("AdditionalProperty");
                foreach (KeyValuePair<string, JsonElement> property in request.AdditionalProperties)
                {
                    writer.WritePropertyName(property.Key);
                    property.Value.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            // On the other route, all images are the references of New-CometImage.
            int sourceCount = request.Route == ImageRoute.Edits ? 1 : 0;
            foreach (SourceImage image in request.Images.Take(sourceCount))
            {
                writer.WriteString("Image", image.Location);
            }

            WriteList(writer, "ReferenceImage", request.Images.Skip(sourceCount).Select(image => image.Location));
            if (request.Mask is { } mask)
            {
                writer.WriteString("Mask", mask.Location);
            }

            WriteList(writer, "OutFile", files.Select(FileNameTemplate.Escape));
            writer.WriteEndObject();
        }

        Append(InterruptedFileName, json.ToArray());
    }

    /// <summary>
    /// Returns the path of a file of records and the number of its lines, or null if nothing was added since the last call in any process.
    /// </summary>
    public (string Path, int Count)? TakeNews(string fileName)
    {
        string path = Path.Combine(Folder, fileName);
        string marker = path + ".seen";
        try
        {
            if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) <= File.GetLastWriteTimeUtc(marker))
            {
                return null;
            }

            int count = File.ReadLines(path).Count();
            File.WriteAllText(marker, string.Empty);
            return (path, count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process is adding a record, or the spool is read-only.
            return null;
        }
    }

    static void WriteValue(Utf8JsonWriter writer, object value)
    {
        if (value is int number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }

    static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        string[] items = [.. values];
        if (items.Length == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (string item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    void Append(string fileName, byte[] json)
    {
        byte[] line = [.. json, (byte)'\n'];
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                CreateFolder();

                // The file isn't shared, so a process that records an image at the same time retries.
                using FileStream file = new(Path.Combine(Folder, fileName), FileMode.Append, FileAccess.Write, FileShare.None);
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
            yield return Path.Combine(Folder, $"{timestamp}-{PartialFileName.CreateRandomSuffix()}{extension}");
        }
    }
}
