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

    /// <summary>Reads the line of the first attempt.</summary>
    public static HistoryRecord FromSent(JsonElement line) => new()
    {
        Id = HistoryJson.GetText(line, "id")!,
        Time = line.GetProperty("time").GetDateTimeOffset(),
        Host = HistoryJson.GetText(line, "host"),
        ProcessId = (int?)HistoryJson.GetNumber(line, "process") ?? 0,
        ProcessStartTime = line.TryGetProperty("processStart", out JsonElement start) ? start.GetDateTimeOffset() : null,
        Command = HistoryJson.GetText(line, "command"),
        Version = HistoryJson.GetText(line, "version"),
        Request = line.GetProperty("request").Clone(),
    };

    /// <summary>Adds the line of the end.</summary>
    public void End(JsonElement line)
    {
        EndTime = line.GetProperty("time").GetDateTimeOffset();
        Attempts = (int?)HistoryJson.GetNumber(line, "attempts") ?? 1;
        JsonElement[] images = [.. line.GetProperty("images").EnumerateArray()];
        Images = [.. images.Select(image => HistoryJson.ReadImage(image, Id))];
        Hashes = [.. images.Select(image => HistoryJson.GetText(image, "Sha256"))];
        Sources = [.. line.GetProperty("sources").EnumerateArray().Select(
            source => (HistoryJson.GetText(source, "Path")!, HistoryJson.GetText(source, "Sha256")))];
        RequestId = Images.Select(image => image.RequestId).FirstOrDefault();
        if (!line.TryGetProperty("error", out JsonElement error))
        {
            Status = HistoryStatus.Completed;
            return;
        }

        ErrorKind = HistoryJson.GetText(error, "Kind");
        ErrorMessage = HistoryJson.GetText(error, "Message");
        RequestId ??= HistoryJson.GetText(error, "RequestId");
        Status = error.GetProperty("MayHaveBeenCharged").GetBoolean() ? HistoryStatus.InDoubt : HistoryStatus.Failed;
    }
}
