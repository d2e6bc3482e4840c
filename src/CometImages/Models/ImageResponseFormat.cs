namespace CometImages;

/// <summary>How a model is asked to answer. What comes back decides, whatever was asked for.</summary>
public enum ImageResponseFormat
{
    /// <summary>A URL that expires.</summary>
    Url,

    /// <summary>The picture itself, in base64.</summary>
    Base64,
}
