using static CometImages.Emulator.Faults.FaultKinds;

namespace CometImages.Emulator.Faults;

/// <summary>Faults of the connection and of the headers: the answer itself is right.</summary>
static class ConnectionFaults
{
    const int DefaultBytesPerSecond = 1024;
    const string DefaultContentType = "text/plain";

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(FaultNames.StallBody, "the body stops coming after afterBytes (default: half), the connection stays open", EveryRoute)
        {
            Prepare = Connections.Threshold(Connections.StallAsync),
        },
        new(FaultNames.Cut, "the connection is closed after afterBytes (default: half) of the body", EveryRoute)
        {
            Prepare = Connections.Threshold(Connections.CutAsync),
        },
        new(FaultNames.ResetAfterHeaders, "headers and afterBytes (default: none) of the body, then a TCP reset", EveryRoute)
        {
            Prepare = Connections.Threshold(Connections.ResetAfterDrainAsync, afterBytes: 0),
        },
        new(FaultNames.Trickle, "the body comes at bytesPerSecond (default 1024)", EveryRoute)
        {
            Prepare = exchange => exchange.Context.Response.Body = new TrickleBody(
                exchange, exchange.Context.Response.Body, exchange.Rule.BytesPerSecond ?? DefaultBytesPerSecond),
        },
        new(FaultNames.CutClean, "half of the body (or afterBytes), chunked and properly ended", EveryRoute)
        {
            Bytes = (answer, exchange) => answer.Cut(exchange.Rule.AfterBytes ?? answer.Length / 2) with { Chunked = true },
        },
        new(FaultNames.NoLength, "the body comes chunked, without Content-Length", EveryRoute)
        {
            Bytes = (answer, _) => answer with { Chunked = true },
        },
        new(FaultNames.WrongContentType, "the right body under contentType (default text/plain)", EveryRoute)
        {
            Bytes = (answer, exchange) => answer with { ContentType = exchange.Rule.ContentType ?? DefaultContentType },
        },
        new(FaultNames.NoRequestId, "no request id, neither in the header nor in a message", EveryRoute)
        {
            Prepare = exchange => exchange.DropRequestId(),
        },
    ];
}
