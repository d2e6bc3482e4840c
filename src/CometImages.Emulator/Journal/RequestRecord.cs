namespace CometImages.Emulator.Journal;

/// <summary>A request in progress. Only the request itself updates its entry, while others may read it.</summary>
sealed class RequestRecord(JournalEntry entry)
{
    volatile JournalEntry _entry = entry;

    public JournalEntry Entry => _entry;

    public void Update(Func<JournalEntry, JournalEntry> update) => _entry = update(_entry);
}
