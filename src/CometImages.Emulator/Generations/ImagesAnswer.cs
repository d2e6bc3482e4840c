namespace CometImages.Emulator.Generations;

/// <summary>A generation's answer before it is JSON.</summary>
sealed record ImagesAnswer(long Created, List<ImageItem> Items)
{
    /// <summary>The string members beside <c>data</c>, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Members { get; init; } = [];

    public Usage? Usage { get; init; }
}
