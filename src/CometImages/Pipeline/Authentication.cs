namespace CometImages.Pipeline;

/// <summary>Specifies how a request proves who sends it.</summary>
enum Authentication
{
    /// <summary>The request contains no API key.</summary>
    None,

    /// <summary>The request contains the API key in the Authorization header.</summary>
    Bearer,
}
