namespace CometImages.Emulator.Journal;

/// <summary>The latest requests, oldest first: up to 10,000. Thread-safe.</summary>
public sealed class RequestJournal
{
    const int MaxEntries = 10_000;

    readonly Lock _lock = new();
    readonly Queue<RequestRecord> _records = new();
    long _sequence;

    internal RequestJournal()
    {
    }

    internal event Action<JournalEntry>? Completed;

    /// <summary>Gets the requests as they are now.</summary>
    public IReadOnlyList<JournalEntry> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _records.Select(record => record.Entry)];
            }
        }
    }

    /// <summary>Removes all requests. The numbering continues.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _records.Clear();
        }
    }

    internal RequestRecord Add(JournalEntry entry)
    {
        lock (_lock)
        {
            RequestRecord record = new(entry with { Sequence = ++_sequence });
            _records.Enqueue(record);
            if (_records.Count > MaxEntries)
            {
                _records.Dequeue();
            }

            return record;
        }
    }

    internal void Complete(RequestRecord record, bool clientAborted)
    {
        record.Update(entry => entry with { EndedAt = DateTimeOffset.UtcNow, ClientAborted = clientAborted });
        Completed?.Invoke(record.Entry);
    }
}
