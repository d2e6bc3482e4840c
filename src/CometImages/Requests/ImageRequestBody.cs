using System.Net.Http.Headers;
using CometImages.Images;
using CometImages.Models;
using CometImages.Transport;

namespace CometImages.Requests;

/// <summary>The body of an image request. Files are read while they're sent, so their size doesn't matter.</summary>
sealed class ImageRequestBody
{
    readonly MediaTypeHeaderValue _contentType;
    readonly IReadOnlyList<BodyPart> _parts;

    ImageRequestBody(MediaTypeHeaderValue contentType, IReadOnlyList<BodyPart> parts)
    {
        _contentType = contentType;
        _parts = parts;
    }

    public static ImageRequestBody Create(ImageGenerationRequest request)
    {
        if (request.Route == ImageRoute.Generations)
        {
            return new ImageRequestBody(new MediaTypeHeaderValue("application/json"), JsonRequestSerializer.Serialize(request));
        }

        string boundary = Guid.NewGuid().ToString("N");
        MediaTypeHeaderValue contentType = new("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", boundary) } };
        return new ImageRequestBody(contentType, FormRequestSerializer.Serialize(request, boundary));
    }

    /// <summary>Creates the content of one attempt.</summary>
    /// <exception cref="CometApiException">A file changed, or it can't be read.</exception>
    public RequestContent CreateContent() => new(_contentType, _parts);
}
