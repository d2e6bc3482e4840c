using System.Diagnostics;
using System.Text.Json;
using CometImages.Storage;

namespace CometImages.History;

/// <summary>
/// Reads the history, the newest request last. A file is read twice: first to find the requests that have no end, and then to return each
/// request where its last line is. So the memory depends on the number of requests in progress at the same time, and not on the file.
/// </summary>
static class HistoryReader
{
    static readonly TimeSpan s_startTimeTolerance = TimeSpan.FromSeconds(2);

    public static IEnumerable<HistoryRecord> Read(JsonLinesFile file)
    {
        (Dictionary<string, HistoryEventKind> withoutEnd, ILookup<string, CometImage> undelivered) = FindExceptions(file);
        Dictionary<string, HistoryRecord> open = new(StringComparer.Ordinal);
        foreach (ReadOnlyMemory<byte> text in file.ReadLines())
        {
            using JsonDocument? line = TryParse(text);
            if (line is null || !TryGetEvent(line.RootElement, out HistoryEventKind kind, out string id))
            {
                continue;
            }

            switch (kind)
            {
                case HistoryEventKind.Sent when HistoryRecord.TryParse(line.RootElement) is { } sent:
                    open[id] = sent;
                    break;
                case HistoryEventKind.Ended when open.TryGetValue(id, out HistoryRecord? ended):
                    open.Remove(id);
                    ended.End(line.RootElement);
                    ended.Undelivered = [.. undelivered[id]];
                    yield return ended;
                    break;
            }

            if (withoutEnd.TryGetValue(id, out HistoryEventKind last) && open.TryGetValue(id, out HistoryRecord? record))
            {
                open.Remove(id);
                record.Status = IsRunning(record) ? HistoryStatus.InProgress
                    : last == HistoryEventKind.Rejected ? HistoryStatus.Failed
                    : HistoryStatus.InDoubt;
                yield return record;
            }
        }
    }

    // Of a request without an end, the last line says whether the service rejected it.
    static (Dictionary<string, HistoryEventKind> WithoutEnd, ILookup<string, CometImage> Undelivered) FindExceptions(JsonLinesFile file)
    {
        Dictionary<string, HistoryEventKind> withoutEnd = new(StringComparer.Ordinal);
        List<(string Id, CometImage Image)> undelivered = [];
        foreach (ReadOnlyMemory<byte> text in file.ReadLines())
        {
            using JsonDocument? line = TryParse(text);
            if (line is null || !TryGetEvent(line.RootElement, out HistoryEventKind kind, out string id))
            {
                continue;
            }

            switch (kind)
            {
                case HistoryEventKind.Sent or HistoryEventKind.Rejected:
                    withoutEnd[id] = kind;
                    break;
                case HistoryEventKind.Ended:
                    withoutEnd.Remove(id);
                    break;
                case HistoryEventKind.Undelivered:
                    undelivered.AddRange(HistoryJson.GetItems(line.RootElement, "images").Select(image => (id, HistoryJson.ReadImage(image, id))));
                    break;
            }
        }

        return (withoutEnd, undelivered.ToLookup(item => item.Id, item => item.Image, StringComparer.Ordinal));
    }

    // A line that isn't complete is ignored: a process was killed, or the disk was full, while it was written.
    static JsonDocument? TryParse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static bool TryGetEvent(JsonElement line, out HistoryEventKind kind, out string id)
    {
        kind = default;
        id = string.Empty;
        if (line.ValueKind != JsonValueKind.Object || !Enum.TryParse(HistoryJson.GetText(line, "event"), ignoreCase: true, out kind))
        {
            return false;
        }

        id = HistoryJson.GetText(line, "id") ?? string.Empty;
        return true;
    }

    // Another computer's processes aren't known here.
    static bool IsRunning(HistoryRecord record)
    {
        if (record.Host != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using Process process = Process.GetProcessById(record.ProcessId);
            return record.ProcessStartTime is { } start && (process.StartTime - start.LocalDateTime).Duration() < s_startTimeTolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
