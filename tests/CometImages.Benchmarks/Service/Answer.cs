namespace CometImages.Benchmarks.Service;

/// <summary>An answer that the server has ready.</summary>
/// <param name="Route">The first part of its path, before <c>/v1</c>.</param>
/// <param name="Count">How many pictures are in it.</param>
/// <param name="PictureLength">How many bytes each of them has; 0 when it is a URL.</param>
sealed record Answer(string Route, int Count, int PictureLength)
{
    const int Megabyte = 1_000_000;

    public static readonly Answer Url = new("url", 1, 0);
    public static readonly Answer Small = new("small", 1, 1_000);
    public static readonly Answer One = new("1x4", 1, 4 * Megabyte);
    public static readonly Answer Ten = new("10x4", 10, 4 * Megabyte);
    public static readonly Answer Large = new("1x64", 1, 64 * Megabyte);

    public static readonly IReadOnlyList<Answer> Pictures = [One, Ten, Large];
    public static readonly IReadOnlyList<Answer> All = [Url, Small, .. Pictures];

    public string Title => $"{(Count == 1 ? "1 picture" : $"{Count} pictures")} of {PictureLength / Megabyte} MB";
}
