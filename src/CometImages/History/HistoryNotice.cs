namespace CometImages.History;

/// <summary>Specifies what a stopped command couldn't tell the user.</summary>
enum HistoryNotice
{
    RequestInDoubt,
    UndeliveredImage,
}
