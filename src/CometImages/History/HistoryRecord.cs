using System.Text.Json;
using CometImages.Images;
using CometImages.Records;
using CometImages.Text;

namespace CometImages.History;

/// <summary>What the history says about one request.</summary>
sealed class HistoryRecord
{
    readonly List<(long? Index, string? Path, string? Sha256)> _saved = [];
    string?[] _hashes = [];

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
    public IReadOnlyList<string?> Hashes => _hashes;

    public IReadOnlyList<(string Path, string? Sha256)> Sources { get; private set; } = [];

    /// <summary>Gets the images that were received but not written to the pipeline.</summary>
    public IReadOnlyList<CometImage> Undelivered { get; private set; } = [];

    public string? ErrorKind { get; private set; }

    public string? ErrorMessage { get; private set; }

    public string? RequestId { get; private set; }

    /// <summary>Gets a value that indicates whether the line of the end was added.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Reads the line of the first attempt. Returns null for another one.</summary>
    public static HistoryRecord? TryParse(ReadOnlyMemory<byte> line)
    {
        using JsonDocument? document = HistoryLine.TryParse(line);
        return document is null ? null : TryParse(document.RootElement);
    }

    /// <summary>Adds another line. A line that isn't complete is ignored.</summary>
    public void Add(HistoryEventKind kind, ReadOnlyMemory<byte> line)
    {
        if (kind == HistoryEventKind.Ended)
        {
            using JsonDocument? document = HistoryLine.TryParse(line);
            if (document is not null)
            {
                End(document.RootElement);
            }
        }
        else if (kind == HistoryEventKind.Saved)
        {
            HistoryLine.ForEachImage(line, image => _saved.Add(
                (image.GetNumber(nameof(CometImage.Index)), image.GetText(nameof(CometImage.Path)), image.GetText("Sha256"))));
        }
    }

    /// <summary>Completes the record when its lines were added.</summary>
    /// <param name="undelivered">The images that were received but not written to the pipeline.</param>
    public void Complete(IReadOnlyList<CometImage> undelivered)
    {
        Undelivered = WithRequest(undelivered);

        // An image can be saved before the end of its request is written, which waits for its hash.
        foreach ((long? index, string? path, string? sha256) in _saved)
        {
            for (int i = 0; i < Images.Count; i++)
            {
                if (Images[i].Index == index)
                {
                    Images[i].Path = path ?? Images[i].Path;
                    _hashes[i] = sha256 ?? _hashes[i];
                }
            }
        }
    }

    /// <summary>Returns whether the request created one of these files.</summary>
    public bool IsAny(ImageFileSet files) => Images.Zip(Hashes, (image, hash) => files.Contains(image.Path, hash)).Any(isFile => isFile);

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
        HasEnd = true;
        EndTime = line.GetTime("time");
        Attempts = (int?)line.GetNumber("attempts") ?? 1;
        JsonElement[] images = [.. line.GetItems("images")];
        Images = WithRequest([.. images.Select(image => HistoryJson.ReadImage(image, Id))]);
        _hashes = [.. images.Select(image => image.GetText("Sha256"))];
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
