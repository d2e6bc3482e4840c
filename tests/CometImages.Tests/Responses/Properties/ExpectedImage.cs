namespace CometImages.Tests.Responses.Properties;

/// <summary>One item of <c>data</c> as the oracle reads it.</summary>
sealed class ExpectedImage
{
    public bool HasBase64 { get; set; }

    /// <summary>The bytes of a valid image, or null.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>Whether the value is neither null nor base64 of an image.</summary>
    public bool IsInvalid { get; set; }

    /// <summary>Whether the value is base64 of something else than an image.</summary>
    public bool IsNotAnImage { get; set; }

    public string? Url { get; set; }

    public string? RevisedPrompt { get; set; }

    public string? Size { get; set; }
}
