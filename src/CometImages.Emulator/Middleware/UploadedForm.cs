using CometImages.Emulator.Journal;

namespace CometImages.Emulator.Middleware;

/// <summary>The parts of a form, in the order of the body. The files are on disk until the response is complete.</summary>
sealed record UploadedForm(IReadOnlyList<FormPart> Parts)
{
    public IEnumerable<FormPart> Files => Parts.Where(part => part.Path is not null);

    public IEnumerable<FormPart> Texts => Parts.Where(part => part.Path is null);
}

/// <summary>A part of a form, and the path of its content if it's a file.</summary>
sealed record FormPart(JournalPart Content, string? Path = null)
{
    public string Name => Content.Name;

    public Stream Open() => new FileStream(Path!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
