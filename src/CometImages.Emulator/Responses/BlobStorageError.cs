using System.Security;

namespace CometImages.Emulator.Responses;

/// <summary>An error in the XML of storage services.</summary>
sealed record BlobStorageError(int Status, string Code, string Message) : IResult
{
    public static BlobStorageError AccessDenied(string message) => new(StatusCodes.Status403Forbidden, nameof(AccessDenied), message);

    public Task ExecuteAsync(HttpContext httpContext) => new EmulatedResponse(
        Status,
        "application/xml",
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Error>
          <Code>{SecurityElement.Escape(Code)}</Code>
          <Message>{SecurityElement.Escape(Message)}</Message>
          <RequestId>{httpContext.TraceIdentifier}</RequestId>
        </Error>
        """).ExecuteAsync(httpContext);
}
