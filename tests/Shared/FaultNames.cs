namespace CometImages.Tests.Shared;

/// <summary>The names of the emulator's faults.</summary>
static class FaultNames
{
    public const string Respond = "respond";
    public const string Delay = "delay";
    public const string Stall = "stall";
    public const string StallBody = "stall-body";
    public const string ResetBeforeHeaders = "reset-before-headers";
    public const string ResetAfterHeaders = "reset-after-headers";
    public const string Cut = "cut";
    public const string CutClean = "cut-clean";
    public const string Trickle = "trickle";
    public const string NoLength = "no-length";
    public const string WrongContentType = "wrong-content-type";
    public const string NoRequestId = "no-request-id";
    public const string Redirect = "redirect";
    public const string NoRange = "no-range";
    public const string Endless = "endless";
    public const string EndlessString = "endless-string";
    public const string EndlessImage = "endless-image";
    public const string BrokenJson = "broken-json";
    public const string BadUtf8 = "bad-utf8";
    public const string Bom = "bom";
    public const string ManyMembers = "many-members";
    public const string DuplicateBase64 = "duplicate-b64";
    public const string EmptyData = "empty-data";
    public const string Fewer = "fewer";
    public const string NullData = "null-data";
    public const string ItemError = "item-error";
    public const string ValidationDetail = "validation-detail";
    public const string BadBase64 = "bad-base64";
    public const string NotAnImage = "not-an-image";
}
