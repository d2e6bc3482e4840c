using System.Text.Json;
using CometImages.Images;
using CometImages.Records;
using CometImages.Text;

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
    public IReadOnlyList<CometImage> Undelivered { get; set => field = WithRequest(value); } = [];

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

    IReadOnlyList<CometImage> WithRequest(IReadOnlyList<CometImage> images)
    {
        Lazy<ImageGenerationRequest> request = new(() => RequestJson.Read(Request, Sources));
        foreach (CometImage image in images)
        {
            image.Request = request;
        }

        return images;
    }

    static HistoryRecord? TryParse(JsonElement line) =>
        line.GetTime("time") is { } time && line.GetObject("request") is { } request
            ? new()
            {
                Id = line.GetText("id")!,
                Time = time,
                Host = line.GetText("host"),
                ProcessId = (int?)line.GetNumber("process") ?? 0,
                ProcessStartTime = line.GetTime("processStart"),
                Command = line.GetText("command"),
                Version = line.GetText("version"),
                Request = request.Clone(),
            }
            : null;

    void End(JsonElement line)
    {
        EndTime = line.GetTime("time");
        Attempts = (int?)line.GetNumber("attempts") ?? 1;
        JsonElement[] images = [.. line.GetItems("images")];
        Images = WithRequest([.. images.Select(image => HistoryJson.ReadImage(image, Id))]);
        Hashes = [.. images.Select(image => image.GetText("Sha256"))];
        Sources = RequestJson.ReadSources(line);
        RequestId = Images.Select(image => image.RequestId).FirstOrDefault();
        if (line.GetObject("error") is not { } error)
        {
            Status = HistoryStatus.Completed;
            return;
        }

        ErrorKind = error.GetText("Kind");
        ErrorMessage = error.GetText("Message");
        RequestId ??= error.GetText("RequestId");
        bool mayHaveBeenCharged = error.TryGetProperty("MayHaveBeenCharged", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
        Status = mayHaveBeenCharged ? HistoryStatus.InDoubt : HistoryStatus.Failed;
    }
}
