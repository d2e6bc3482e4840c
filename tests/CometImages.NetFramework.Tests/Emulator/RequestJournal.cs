namespace CometImages.Emulator.Journal;

sealed class RequestJournal(EmulatorHost host)
{
    public IReadOnlyList<JournalEntry> Requests => host.Get<JournalEntry[]>("requests");
}
