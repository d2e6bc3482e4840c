using System.Text.Json;
using CometImages.Storage;
using CometImages.Text;

namespace CometImages.History;

/// <summary>What the lines of a month say about requests other than their beginning and their end.</summary>
sealed class HistoryOverview
{
    readonly Dictionary<string, HistoryEventKind> _withoutEnd = new(StringComparer.Ordinal);
    readonly HashSet<string> _found = new(StringComparer.Ordinal);
    readonly List<CometImage> _undelivered = [];
    readonly ILookup<string?, CometImage> _undeliveredById;

    /// <param name="file">The file of the month.</param>
    /// <param name="images">The image files whose requests are wanted, or null.</param>
    public HistoryOverview(JsonLinesFile file, ImageFileSet? images)
    {
        foreach (ReadOnlyMemory<byte> line in file.ReadLines())
        {
            if (HistoryLine.TryReadEvent(line.Span, out HistoryEventKind kind, out string id))
            {
                Add(kind, id, line, images);
            }
        }

        _undeliveredById = _undelivered.ToLookup(image => image.HistoryId, StringComparer.Ordinal);
    }

    /// <summary>Gets the last event of a request without an end, which says whether the service rejected it.</summary>
    public bool TryGetLastEvent(string id, out HistoryEventKind kind) => _withoutEnd.TryGetValue(id, out kind);

    /// <summary>
    /// Adds the images that were received but not written to the pipeline, and whose URL wasn't downloaded since then. A request without an end
    /// can have some, because the end is written beside other work.
    /// </summary>
    public HistoryRecord Complete(HistoryRecord record)
    {
        record.Undelivered = [.. _undeliveredById[record.Id]];
        record.IsSavedAsFile = _found.Contains(record.Id);
        return record;
    }

    void Add(HistoryEventKind kind, string id, ReadOnlyMemory<byte> line, ImageFileSet? images)
    {
        switch (kind)
        {
            case HistoryEventKind.Sent or HistoryEventKind.Rejected:
                _withoutEnd[id] = kind;
                break;
            case HistoryEventKind.Ended:
                _withoutEnd.Remove(id);
                break;
            case HistoryEventKind.Undelivered:
                ForEachImage(line, image => _undelivered.Add(HistoryJson.ReadImage(image, id)));
                break;
            case HistoryEventKind.Saved when images is not null || _undelivered.Count > 0:
                ForEachImage(line, saved =>
                {
                    _undelivered.RemoveAll(image => image.HistoryId == id && image.Index == saved.GetNumber(nameof(CometImage.Index)));
                    if (images?.Contains(saved.GetText(nameof(CometImage.Path)), saved.GetText("Sha256")) == true)
                    {
                        _found.Add(id);
                    }
                });
                break;
        }
    }

    static void ForEachImage(ReadOnlyMemory<byte> line, Action<JsonElement> add)
    {
        using JsonDocument? document = HistoryLine.TryParse(line);
        foreach (JsonElement image in document is null ? [] : document.RootElement.GetItems("images"))
        {
            add(image);
        }
    }
}
