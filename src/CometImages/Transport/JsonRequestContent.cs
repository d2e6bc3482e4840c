using System.Net;
using System.Net.Http.Headers;

namespace CometImages.Transport;

sealed class JsonRequestContent : RequestContent
{
    readonly byte[] _json;

    public JsonRequestContent(byte[] json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        ReportSendStarted();
        return stream.WriteAsync(_json, 0, _json.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
