namespace CometImages;

/// <summary>Specifies how a cost was calculated from the prices of CometAPI's catalog.</summary>
public enum CostBasis
{
    /// <summary>The tokens that the service reported, multiplied by the prices of the model's tokens.</summary>
    Usage,

    /// <summary>The number of images, multiplied by the model's price per request.</summary>
    PerRequest,

    /// <summary>The cost isn't known.</summary>
    Unknown,
}
