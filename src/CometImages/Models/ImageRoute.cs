namespace CometImages.Models;

/// <summary>A route of the API that returns images. Its path is <c>images/</c> and the name of the value.</summary>
enum ImageRoute
{
    Generations,
    Edits,
}
