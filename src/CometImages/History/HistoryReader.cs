using System.Diagnostics;
using CometImages.Storage;

namespace CometImages.History;

/// <summary>
/// Reads the history, the newest request last. A file is read twice: first to find the requests that have no end, and then to return each
/// request where its last line is. So the memory depends on the number of requests in progress at the same time, and not on the file, but for
/// a few bytes for each request whose images were saved later.
/// </summary>
static class HistoryReader
{
    static readonly TimeSpan s_startTimeTolerance = TimeSpan.FromSeconds(2);

    public static IEnumerable<HistoryRecord> Read(JsonLinesFile file) => Read(file, images: null);

    /// <param name="file">The file of a month.</param>
    /// <param name="images">The image files whose requests are returned, or null to return all requests.</param>
    public static IEnumerable<HistoryRecord> Read(JsonLinesFile file, ImageFileSet? images)
    {
        IEnumerable<HistoryRecord> records = ReadRecords(file, new HistoryOverview(file));
        return images is null ? records : records.Where(record => record.IsAny(images));
    }

    static IEnumerable<HistoryRecord> ReadRecords(JsonLinesFile file, HistoryOverview overview)
    {
        Dictionary<string, HistoryRecord> open = new(StringComparer.Ordinal);
        long number = 0;
        foreach (ReadOnlyMemory<byte> line in file.ReadLines())
        {
            number++;
            if (!HistoryLine.TryReadEvent(line.Span, out HistoryEventKind kind, out string id))
            {
                continue;
            }

            if (kind == HistoryEventKind.Sent && HistoryRecord.TryParse(line) is { } sent)
            {
                open[id] = sent;
            }

            if (open.TryGetValue(id, out HistoryRecord? record))
            {
                record.Add(kind, line);
                bool isWithoutEnd = overview.TryGetLastEvent(id, out HistoryEventKind last);
                if (isWithoutEnd || (record.HasEnd && !overview.IsSavedAfter(id, number)))
                {
                    open.Remove(id);
                    yield return Complete(record, last);
                }
            }
        }

        // These requests were sent after the first pass, or the line of their end isn't complete.
        foreach (HistoryRecord record in open.Values)
        {
            yield return Complete(record, HistoryEventKind.Sent);
        }

        HistoryRecord Complete(HistoryRecord record, HistoryEventKind lastEvent)
        {
            record.Complete(overview.GetUndelivered(record.Id));
            record.Status = record.HasEnd ? record.Status : GetStatus(record, lastEvent);
            return record;
        }
    }

    static HistoryStatus GetStatus(HistoryRecord record, HistoryEventKind lastEvent) =>
        IsRunning(record) ? HistoryStatus.InProgress
        : lastEvent == HistoryEventKind.Rejected ? HistoryStatus.Failed
        : HistoryStatus.InDoubt;

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
