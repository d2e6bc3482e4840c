using CometImages.Emulator.Configuration;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Faults;

/// <summary>Sends the response that a rule specifies, and the usual error for what the rule doesn't specify.</summary>
static class RespondFault
{
    static readonly Dictionary<int, (string Code, string Message)> s_byStatus = new()
    {
        [400] = (ApiError.InvalidRequest, "The model doesn't accept this request."),
        [401] = ("invalid_api_key", "The API key is invalid."),
        [403] = ("access_denied", "The API key doesn't have access to the model."),
        [404] = ("not_found", "The resource doesn't exist."),
        [413] = ("request_too_large", "The request is too large."),
        [429] = ("rate_limit_exceeded", "Too many requests."),
        [500] = ("", "An internal error occurred."),
        [503] = ("service_unavailable", "The service is overloaded."),
        [504] = ("gateway_timeout", "The provider didn't respond in time."),
        [524] = ("origin_timeout", "The provider didn't respond in time."),
    };

    static readonly Dictionary<string, string> s_byCode = new(StringComparer.Ordinal)
    {
        [ApiError.InvalidRequest] = "The request is malformed.",
        ["content_policy_violation"] = "The safety system rejected the prompt.",
        ["moderation_blocked"] = "The moderation of the provider blocked the prompt.",
        ["insufficient_user_quota"] = "The balance of the account is used up.",
        ["insufficient_quota"] = "The quota is used up. Check your plan and billing details.",
        ["model_not_found"] = "No channel is available for this model.",
    };

    public static Task ApplyAsync(FaultContext fault)
    {
        FaultRule rule = fault.Rule;
        int status = rule.Status ?? StatusCodes.Status500InternalServerError;
        IResult response =
            status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified ? TypedResults.StatusCode(status)
            : rule.Body is not null ? new EmulatedResponse(status, EmulatedResponse.JsonContentType, rule.Body)
            : rule.Route == RouteNames.Images ? CreateStorageError(status, rule)
            : CreateError(status, rule);
        return response.ExecuteAsync(fault.Http);
    }

    static ApiError CreateError(int status, FaultRule rule)
    {
        (string code, string message) = s_byStatus.GetValueOrDefault(status, ("", $"Status code {status}."));
        string? messageOfCode = rule.Code is null ? null : s_byCode.GetValueOrDefault(rule.Code);
        ApiError error = new(status, rule.Message ?? messageOfCode ?? message, rule.Param ?? "", rule.Code ?? code);
        return rule.Type is null ? error : error with { Type = rule.Type };
    }

    static BlobStorageError CreateStorageError(int status, FaultRule rule) => new(
        status,
        rule.Code ?? (status == StatusCodes.Status403Forbidden ? "AccessDenied" : "InternalError"),
        rule.Message ?? $"Status code {status}.");
}
