using System.Text.Json;

namespace CometImages.History;

/// <summary>What the history says about one request.</summary>
sealed class HistoryRecord
{
    public required string Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? Host { get; init; }

    public int ProcessId { get; init; }

    public DateTimeOffset? ProcessStartTime { get; init; }

    public string? Command { get; init; }

    public string? Version { get; init; }

    /// <summary>Gets the request, with the names of parameters.</summary>
    public JsonElement Request { get; init; }

    public HistoryStatus Status { get; set; }

    public DateTimeOffset? EndTime { get; private set; }

    public int Attempts { get; private set; } = 1;

    public IReadOnlyList<CometImage> Images { get; private set; } = [];

    /// <summary>Gets the SHA-256 hashes of the images, each of which can be null.</summary>
    public IReadOnlyList<string?> Hashes { get; private set; } = [];

    public IReadOnlyList<(string Path, string? Sha256)> Sources { get; private set; } = [];

    /// <summary>Gets the images that were received but not written to the pipeline.</summary>
    public IReadOnlyList<CometImage> Undelivered { get; set; } = [];

    public string? ErrorKind { get; private set; }

    public string? ErrorMessage { get; private set; }

    public string? RequestId { get; private set; }

    /// <summary>Gets or sets a value that indicates whether an image was saved later as one of the files whose requests are wanted.</summary>
    public bool IsSavedAsFile { get; set; }

    /// <summary>Reads the line of the first attempt. Returns null for another one.</summary>
    public static HistoryRecord? TryParse(ReadOnlyMemory<byte> line)
    {
        using JsonDocument? document = HistoryLine.TryParse(line);
        return document is null ? null : TryParse(document.RootElement);
    }

    /// <summary>Adds the line of the end. Returns false if the line isn't complete.</summary>
    public bool TryEnd(ReadOnlyMemory<byte> line)
    {
        using JsonDocument? document = HistoryLine.TryParse(line);
        if (document is null)
        {
            return false;
        }

        End(document.RootElement);
        return true;
    }

    /// <summary>Returns whether the request created one of these files.</summary>
    public bool IsAny(ImageFileSet files) =>
        IsSavedAsFile || Images.Zip(Hashes, (image, hash) => files.Contains(image.Path, hash)).Any(isFile => isFile);

    static HistoryRecord? TryParse(JsonElement line) =>
        GetTime(line, "time") is { } time && line.TryGetProperty("request", out JsonElement request) && request.ValueKind == JsonValueKind.Object
            ? new()
            {
                Id = HistoryJson.GetText(line, "id")!,
                Time = time,
                Host = HistoryJson.GetText(line, "host"),
                ProcessId = (int?)HistoryJson.GetNumber(line, "process") ?? 0,
                ProcessStartTime = GetTime(line, "processStart"),
                Command = HistoryJson.GetText(line, "command"),
                Version = HistoryJson.GetText(line, "version"),
                Request = request.Clone(),
            }
            : null;

    void End(JsonElement line)
    {
        EndTime = GetTime(line, "time");
        Attempts = (int?)HistoryJson.GetNumber(line, "attempts") ?? 1;
        JsonElement[] images = [.. HistoryJson.GetItems(line, "images")];
        Images = [.. images.Select(image => HistoryJson.ReadImage(image, Id))];
        Hashes = [.. images.Select(image => HistoryJson.GetText(image, "Sha256"))];
        Sources = [.. HistoryJson.GetItems(line, "sources").Select(
            source => (HistoryJson.GetText(source, "Path") ?? string.Empty, HistoryJson.GetText(source, "Sha256")))];
        RequestId = Images.Select(image => image.RequestId).FirstOrDefault();
        if (!line.TryGetProperty("error", out JsonElement error) || error.ValueKind != JsonValueKind.Object)
        {
            Status = HistoryStatus.Completed;
            return;
        }

        ErrorKind = HistoryJson.GetText(error, "Kind");
        ErrorMessage = HistoryJson.GetText(error, "Message");
        RequestId ??= HistoryJson.GetText(error, "RequestId");
        bool mayHaveBeenCharged = error.TryGetProperty("MayHaveBeenCharged", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
        Status = mayHaveBeenCharged ? HistoryStatus.InDoubt : HistoryStatus.Failed;
    }

    static DateTimeOffset? GetTime(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset time)
            ? time
            : null;
}
