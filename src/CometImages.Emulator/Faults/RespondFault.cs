using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Faults;

/// <summary>Sends the response that a rule specifies, and the usual error for what the rule doesn't specify.</summary>
static class RespondFault
{
    static readonly Dictionary<int, (string Code, string Message)> s_byStatus = new()
    {
        [400] = (ApiError.InvalidRequest, "The request is malformed."),
        [401] = ("invalid_api_key", "The API key is invalid."),
        [403] = ("access_denied", "The API key doesn't have access to the model."),
        [404] = ("not_found", "The resource doesn't exist."),
        [413] = ("request_too_large", "The request is too large."),
        [429] = ("rate_limit_exceeded", "Too many requests."),
        [502] = ("bad_gateway", "The provider's response is invalid."),
        [503] = ("service_unavailable", "The service is overloaded."),
        [504] = ("gateway_timeout", "The provider didn't respond in time."),
        [524] = ("origin_timeout", "The provider didn't respond in time."),
    };

    static readonly Dictionary<string, string> s_byCode = new(s_byStatus.Values.Select(error => KeyValuePair.Create(error.Code, error.Message)))
    {
        ["content_policy_violation"] = "The safety system rejected the prompt.",
        ["moderation_blocked"] = "The moderation of the provider blocked the prompt.",
        ["insufficient_user_quota"] = "The balance of the account is used up.",
        ["insufficient_quota"] = "The quota is used up. Check your plan and billing details.",
        [ApiError.ModelNotFound] = "No channel is available for this model.",
    };

    public static Task ApplyAsync(FaultContext fault)
    {
        FaultRule rule = fault.Rule;
        int status = rule.Status ?? StatusCodes.Status500InternalServerError;
        string code = rule.Code ?? s_byStatus.GetValueOrDefault(status).Code ?? "";
        string message = rule.Message ?? s_byCode.GetValueOrDefault(code) ?? $"Status code {status}.";
        IResult response =
            status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified ? TypedResults.StatusCode(status)
            : rule.Body is not null ? new EmulatedResponse(status, EmulatedResponse.JsonContentType, rule.Body)
            : rule.Route != RouteNames.Images ? new ApiError(status, message, rule.Param ?? "", code, rule.Type ?? ApiError.DefaultType)
            : status == StatusCodes.Status403Forbidden ? BlobStorageError.AccessDenied(message)
            : new BlobStorageError(status, rule.Code ?? "InternalError", message);
        return response.ExecuteAsync(fault.Http);
    }
}
