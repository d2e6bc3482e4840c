using CometImages.Emulator.Journal;

namespace CometImages.Emulator;

/// <summary>
/// What was asked, oldest first: the newest 20,000 requests, or fewer when their bodies are big (64 MB in all). A request is in
/// it from its arrival; status and pictures are there before the first byte of the answer. Safe from any thread.
/// </summary>
public sealed class RequestJournal
{
    const int MostEntries = 20_000;
    const long MostBodyBytes = 64L << 20;

    readonly Lock _lock = new();
    readonly Queue<RequestRecord> _records = new();
    long _bodyBytes;
    long _sequence;

    internal RequestJournal()
    {
    }

    internal event Action<JournalEntry>? Answered;

    /// <summary>The requests as they stand now.</summary>
    public IReadOnlyList<JournalEntry> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _records.Select(record => record.ToEntry())];
            }
        }
    }

    /// <summary>Forgets all requests; the numbers go on.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            while (_records.TryDequeue(out RequestRecord? record))
                record.IsKept = false;
            _bodyBytes = 0;
        }
    }

    internal void Begin(RequestRecord record)
    {
        lock (_lock)
        {
            record.Sequence = ++_sequence;
            record.IsKept = true;
            _records.Enqueue(record);
            DropOldest();
        }
    }

    internal void KeepBody(RequestRecord record, byte[] body, string key)
    {
        KeptBody kept = KeptBody.From(body, key);
        lock (_lock)
        {
            record.Body = kept;
            if (!record.IsKept)
                return;
            _bodyBytes += kept.Size;
            DropOldest();
        }
    }

    internal void End(RequestRecord record, bool clientAborted)
    {
        record.End(clientAborted);
        Answered?.Invoke(record.ToEntry());
    }

    void DropOldest()
    {
        while (_records.Count > MostEntries || (_bodyBytes > MostBodyBytes && _records.Count > 1))
        {
            RequestRecord oldest = _records.Dequeue();
            oldest.IsKept = false;
            _bodyBytes -= oldest.Body.Size;
        }
    }
}
