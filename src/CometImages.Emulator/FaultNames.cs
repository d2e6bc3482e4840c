namespace CometImages.Emulator;

/// <summary>The names of all faults, as <see cref="FaultRule.Fault"/> takes them.</summary>
public static class FaultNames
{
    /// <summary>Any status with the documented error envelope (502 with an HTML page, as proxies do).</summary>
    public const string Status = "status";

    /// <summary>Waits, then goes on normally.</summary>
    public const string Delay = "delay";

    /// <summary>The headers never come.</summary>
    public const string Stall = "stall";

    /// <summary>The body stops coming and the connection stays open.</summary>
    public const string StallBody = "stall-body";

    /// <summary>The connection is closed in the middle of the body.</summary>
    public const string Cut = "cut";

    /// <summary>Half of the body, and its end looks like an end.</summary>
    public const string CutClean = "cut-clean";

    /// <summary>The body comes at a few bytes a second.</summary>
    public const string Trickle = "trickle";

    /// <summary>The request is read, then the connection is reset.</summary>
    public const string ResetBeforeHeaders = "reset-before-headers";

    /// <summary>The headers go out, then the connection is reset.</summary>
    public const string ResetAfterHeaders = "reset-after-headers";

    /// <summary>An HTML page instead of the answer.</summary>
    public const string Html = "html";

    /// <summary>A redirect instead of the answer.</summary>
    public const string Redirect = "redirect";

    /// <summary>The right body under the wrong Content-Type.</summary>
    public const string WrongContentType = "wrong-content-type";

    /// <summary>No request id in header or message.</summary>
    public const string NoRequestId = "no-request-id";

    /// <summary>The body has no Content-Length and comes chunked.</summary>
    public const string NoLength = "no-length";

    /// <summary>JSON whose last closing bracket is a wrong character.</summary>
    public const string BrokenJson = "broken-json";

    /// <summary>A byte sequence that is no UTF-8, in a string before everything else.</summary>
    public const string BadUtf8 = "bad-utf8";

    /// <summary>A byte order mark before the JSON.</summary>
    public const string Bom = "bom";

    /// <summary>A million members before the others.</summary>
    public const string ManyMembers = "many-members";

    /// <summary>Status 200 with the error envelope as body.</summary>
    public const string ErrorIn200 = "error-in-200";

    /// <summary>White space without end after the first member.</summary>
    public const string Endless = "endless";

    /// <summary>A base64 string without end.</summary>
    public const string EndlessString = "endless-string";

    /// <summary>An empty <c>data</c> list.</summary>
    public const string EmptyData = "empty-data";

    /// <summary>One picture fewer than asked for, when more than one was.</summary>
    public const string Fewer = "fewer";

    /// <summary>Items whose <c>url</c> and <c>b64_json</c> are null.</summary>
    public const string NullData = "null-data";

    /// <summary>An illegal character in the middle of the second picture's base64, or of the only one's.</summary>
    public const string BadBase64 = "bad-base64";

    /// <summary>Every item gives <c>b64_json</c> twice.</summary>
    public const string DuplicateBase64 = "duplicate-b64";

    /// <summary>Bytes that are an HTML page where a picture should be.</summary>
    public const string NotAnImage = "not-an-image";

    /// <summary>The picture's URL answers 403 AccessDenied, as after its time.</summary>
    public const string Expired = "expired";

    /// <summary>A picture without end.</summary>
    public const string EndlessPicture = "endless-picture";

    /// <summary>The picture's server ignores Range.</summary>
    public const string NoRange = "no-range";
}
