namespace CometImages;

/// <summary>Specifies how a model returns an image. The service decides: a response can differ from what was requested.</summary>
public enum ImageResponseFormat
{
    /// <summary>A URL, which expires.</summary>
    Url,

    /// <summary>The image itself, encoded as base64.</summary>
    Base64,
}
