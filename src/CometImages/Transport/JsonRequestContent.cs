using System.Net;
using System.Net.Http.Headers;

namespace CometImages.Transport;

/// <summary>
/// A request's body that knows whether any of it was sent. While it was not, whatever went wrong (name resolution, connect, TLS, a proxy's
/// tunnel, a time limit meanwhile), the service cannot have begun to make a picture.
/// </summary>
sealed class JsonRequestContent : HttpContent
{
    readonly byte[] _json;

    public JsonRequestContent(byte[] json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool SendStarted { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        SendStarted = true;
        return stream.WriteAsync(_json, 0, _json.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
