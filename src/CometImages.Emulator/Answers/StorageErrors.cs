using System.Security;

namespace CometImages.Emulator.Answers;

/// <summary>Errors as storage services give them.</summary>
static class StorageErrors
{
    public static Answer AccessDenied(string message, string? requestId) => Of(403, "AccessDenied", message, requestId);

    public static Answer Of(int status, string code, string message, string? requestId) => Answer.Xml(
        status,
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Error>
          <Code>{SecurityElement.Escape(code)}</Code>
          <Message>{SecurityElement.Escape(message)}</Message>
          <RequestId>{requestId}</RequestId>
        </Error>
        """);
}
