using System.Diagnostics;
using System.Text.Json;
using CometImages.Images;
using CometImages.Records;
using CometImages.Storage;

namespace CometImages.History;

/// <summary>
/// Records the requests of one command: before each of them is sent, and when it has ended. A record that can't be written is no reason not to
/// send the request.
/// </summary>
/// <param name="folder">The folder of the history.</param>
/// <param name="command">The name of the command.</param>
/// <param name="isEnabled">Whether requests are recorded. An image that would be lost without its record is recorded in any case.</param>
/// <param name="clock">The clock.</param>
sealed class RequestHistory(HistoryFolder folder, string command, bool isEnabled, TimeProvider clock)
{
    static readonly Lazy<(int Id, DateTimeOffset StartTime)> s_process = new(GetProcess);

    readonly List<Task> _pending = [];

    public HistoryFolder Folder => folder;

    /// <summary>Gets the error of the first record that couldn't be written, or null.</summary>
    public CometApiException? Error { get; private set; }

    /// <summary>Creates the entry of a request. Nothing is written before the request is sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="files">The files of its images, or an empty list.</param>
    public HistoryEntry Begin(ImageGenerationRequest request, IReadOnlyList<string> files) => new(this, isEnabled, clock, request, files);

    /// <summary>Records an image that was received but not written to the pipeline.</summary>
    public void RecordUndelivered(CometImage image)
    {
        image.HistoryId ??= RecordImage(image);
        Write(folder.GetFile(HistoryEntry.GetTime(image.HistoryId)), HistoryEventKind.Undelivered, image.HistoryId, clock.GetUtcNow(), writer =>
        {
            writer.WriteStartArray("images");
            HistoryJson.WriteImage(writer, image, sha256: null);
            writer.WriteEndArray();
        });
        folder.AddNotice(HistoryNotice.UndeliveredImage);
    }

    /// <summary>Records where an image was saved that was a URL or in the spool. An image without a record has none.</summary>
    public void RecordSaved(CometImage image, string path)
    {
        if (image.HistoryId is { } id)
        {
            Write(folder.GetFile(HistoryEntry.GetTime(id)), HistoryEventKind.Saved, id, clock.GetUtcNow(), writer =>
            {
                writer.WriteStartArray("images");

                // The end of the request has the hash of a file that was moved.
                string? hash = image.Path is { Length: > 0 } ? null : FileHash.TryCompute(FileHash.TryOpen(path));
                HistoryJson.WriteFile(writer, image.Index, path, hash);
                writer.WriteEndArray();
            });
        }
    }

    /// <summary>Adds a notice for the next command: the user wasn't told about a request that may have been charged.</summary>
    public void NotifyInDoubt() => folder.AddNotice(HistoryNotice.RequestInDoubt);

    /// <summary>Waits until the records of ended requests are written.</summary>
    public void Wait(TimeSpan timeout)
    {
        Task[] pending;
        lock (_pending)
        {
            pending = [.. _pending];
        }

        Task.WaitAll(pending, timeout);
    }

    /// <summary>Writes a line. The time is that of the event, and the file is that of the request.</summary>
    public void Write(JsonLinesFile file, HistoryEventKind kind, string id, DateTimeOffset time, Action<Utf8JsonWriter> writeDetails)
    {
        try
        {
            using MemoryStream line = new(512);
            using (Utf8JsonWriter writer = new(line))
            {
                writer.WriteStartObject();
                writer.WriteString("event", kind.ToString().ToLowerInvariant());
                writer.WriteString("id", id);
                writer.WriteString("time", time);
                writeDetails(writer);
                writer.WriteEndObject();
            }

            file.Append(line.GetBuffer().AsSpan(0, (int)line.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error ??= HistoryFolder.CreateError(file, e);
        }
    }

    /// <summary>Writes what identifies the command and its process.</summary>
    public void WriteCommand(Utf8JsonWriter writer)
    {
        writer.WriteString("host", Environment.MachineName);
        writer.WriteNumber("process", s_process.Value.Id);
        writer.WriteString("processStart", s_process.Value.StartTime);
        writer.WriteString("command", command);
        writer.WriteString("version", typeof(RequestHistory).Assembly.GetName().Version!.ToString(3));
    }

    /// <summary>Returns a line of JSON that says which process makes which request. The request is a hash.</summary>
    public byte[] Describe(ImageGenerationRequest request, IReadOnlyList<string> files)
    {
        using MemoryStream line = new(256);
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            WriteCommand(writer);
            writer.WriteString("time", clock.GetUtcNow());
            writer.WriteString("requestSha256", HistoryJson.ComputeHash(request, files));
            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>Runs what completes a record, such as reading files that were received or sent, beside the next requests.</summary>
    public void RunInBackground(Action complete)
    {
        Task task = Task.Run(complete);
        lock (_pending)
        {
            _pending.RemoveAll(pending => pending.IsCompleted);
            _pending.Add(task);
        }
    }

    // The request of an image isn't known if it isn't recorded, or if the image is a copy of another session.
    string RecordImage(CometImage image)
    {
        ImageGenerationRequest request = new() { Prompt = image.Prompt ?? string.Empty };
        HistoryEntry entry = new(this, isEnabled: true, clock, request, []);
        entry.OnSendStarted();
        entry.Complete([image], error: null);
        return entry.Id!;
    }

    static (int Id, DateTimeOffset StartTime) GetProcess()
    {
        using Process process = Process.GetCurrentProcess();
        return (process.Id, process.StartTime);
    }
}
