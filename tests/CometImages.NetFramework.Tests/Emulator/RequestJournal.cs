namespace CometImages.Emulator;

sealed class RequestJournal(EmulatorHost host)
{
    public IReadOnlyList<JournalEntry> Requests => host.Get<JournalEntry[]>("requests");
}
