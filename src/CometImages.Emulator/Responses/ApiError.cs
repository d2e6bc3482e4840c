namespace CometImages.Emulator.Responses;

/// <summary>An error of the API in the documented JSON, with the request ID in its message.</summary>
sealed record ApiError(
    int Status, string Message, string Param = "", string Code = ApiError.InvalidRequest, string Type = ApiError.DefaultType) : IResult
{
    public const string InvalidRequest = "invalid_request";
    public const string ModelNotFound = "model_not_found";
    public const string DefaultType = "comet_api_error";

    public static ApiError InvalidApiKey(string message) => new(StatusCodes.Status401Unauthorized, message, Code: "invalid_api_key");

    public static ApiError Invalid(string param, string message) => new(StatusCodes.Status400BadRequest, message, param);

    public static ApiError InsufficientQuota() =>
        new(StatusCodes.Status403Forbidden, "The balance of the account is used up.", Code: "insufficient_user_quota");

    /// <summary>Creates the error of a gateway that can't route a model to any provider.</summary>
    public static ApiError NoChannel(string model) => new(
        StatusCodes.Status503ServiceUnavailable,
        $"No available channel for model {model} under group default (distributor)",
        Code: ModelNotFound);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        string id = httpContext.TraceIdentifier;
        string message = id.Length == 0 ? Message : $"{Message} (request id: {id})";
        return EmulatedResponse.Json(Status, new { error = new { message, type = Type, param = Param, code = Code } }).ExecuteAsync(httpContext);
    }
}
