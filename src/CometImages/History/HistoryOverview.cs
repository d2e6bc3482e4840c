using CometImages.Storage;
using CometImages.Text;

namespace CometImages.History;

/// <summary>What the lines of a month say about requests other than their beginning and their end.</summary>
sealed class HistoryOverview
{
    readonly Dictionary<string, HistoryEventKind> _withoutEnd = new(StringComparer.Ordinal);

    // The number of the last line that says that an image of the request was saved. All images of a month can be saved, so the key is a hash
    // of the ID, which takes a tenth of the memory.
    readonly Dictionary<ulong, long> _lastSaved = [];
    readonly List<CometImage> _undelivered = [];
    readonly ILookup<string?, CometImage> _undeliveredById;

    /// <param name="file">The file of the month.</param>
    public HistoryOverview(JsonLinesFile file)
    {
        long number = 0;
        foreach (ReadOnlyMemory<byte> line in file.ReadLines())
        {
            number++;
            if (HistoryLine.TryReadEvent(line.Span, out HistoryEventKind kind, out string id))
            {
                Add(kind, id, line, number);
            }
        }

        _undeliveredById = _undelivered.ToLookup(image => image.HistoryId, StringComparer.Ordinal);
    }

    /// <summary>Gets the last event of a request without an end, which says whether the service rejected it.</summary>
    public bool TryGetLastEvent(string id, out HistoryEventKind kind) => _withoutEnd.TryGetValue(id, out kind);

    /// <summary>Returns whether a line after the given one says that an image of the request was saved.</summary>
    public bool IsSavedAfter(string id, long number) => _lastSaved.TryGetValue(Hash(id), out long last) && last > number;

    /// <summary>Gets the images that were received but not written to the pipeline, and that weren't saved since then.</summary>
    public IReadOnlyList<CometImage> GetUndelivered(string id) => [.. _undeliveredById[id]];

    // FNV-1a. If two IDs had the same hash, one of their requests would be returned later.
    static ulong Hash(string id) => id.Aggregate(14695981039346656037, (hash, character) => unchecked((hash ^ character) * 1099511628211));

    void Add(HistoryEventKind kind, string id, ReadOnlyMemory<byte> line, long number)
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
                HistoryLine.ForEachImage(line, image => _undelivered.Add(HistoryJson.ReadImage(image, id)));
                break;
            case HistoryEventKind.Saved:
                _lastSaved[Hash(id)] = number;
                if (_undelivered.Count > 0)
                {
                    HistoryLine.ForEachImage(line, saved => _undelivered.RemoveAll(
                        image => image.HistoryId == id && image.Index == saved.GetNumber(nameof(CometImage.Index))));
                }

                break;
        }
    }
}
