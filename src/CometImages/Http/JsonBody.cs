using System.Net;
using System.Net.Http.Headers;

namespace CometImages.Http;

/// <summary>
/// A request's body that knows whether any of it was sent. While it was not, whatever went wrong (name resolution, connect, TLS, a proxy's
/// tunnel, a time limit meanwhile), the service cannot have begun to make a picture.
/// </summary>
sealed class JsonBody : HttpContent
{
    readonly byte[] _json;

    public JsonBody(byte[] json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool WasBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        WasBegun = true;
        return stream.WriteAsync(_json, 0, _json.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
