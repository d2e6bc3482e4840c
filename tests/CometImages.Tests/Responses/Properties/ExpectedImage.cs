namespace CometImages.Tests.Responses.Properties;

/// <summary>What the oracle makes of one element of <c>data</c>.</summary>
sealed class ExpectedImage
{
    public bool HasBase64 { get; set; }

    /// <summary>The picture, or null when there is none.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>Whether the value is wrong: no base64, or no picture.</summary>
    public bool IsWrong { get; set; }

    /// <summary>Whether it is base64 of something that is no picture.</summary>
    public bool IsNoPicture { get; set; }

    public string? Url { get; set; }

    public string? RevisedPrompt { get; set; }

    public string? Size { get; set; }
}
