namespace CometImages.Emulator.Generations;

/// <summary>One item of <c>data</c>.</summary>
sealed class ImageItem
{
    public string? Url { get; set; }

    /// <summary>The picture as base64, already UTF-8.</summary>
    public ReadOnlyMemory<byte>? Base64 { get; set; }

    public string? RevisedPrompt { get; init; }

    public string? Size { get; init; }

    /// <summary>Whether <c>b64_json</c> is given twice.</summary>
    public bool Twice { get; set; }
}
