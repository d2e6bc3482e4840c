using CometImages.Emulator.Answers;

namespace CometImages.Emulator.Faults;

/// <summary>What goes with a status when a rule says no more than that.</summary>
static class StatusErrors
{
    const int DefaultStatus = 500;

    static readonly Dictionary<int, (string Code, string Message)> ByStatus = new()
    {
        [400] = (ApiError.InvalidRequest, "The request is not one that this model takes."),
        [401] = ("invalid_api_key", "This API key is invalid."),
        [403] = ("access_denied", "This key may not use the model."),
        [404] = ("not_found", "There is nothing here."),
        [413] = ("request_too_large", "The request is too large."),
        [429] = ("rate_limit_exceeded", "Too many requests: slow down."),
        [500] = ("", "Something broke inside the platform."),
        [503] = ("service_unavailable", "The platform is overloaded."),
        [504] = ("gateway_timeout", "The provider took too long."),
        [524] = ("origin_timeout", "The provider took too long to answer at all."),
    };

    static readonly Dictionary<string, string> ByCode = new(StringComparer.Ordinal)
    {
        [ApiError.InvalidRequest] = "The request is malformed.",
        ["content_policy_violation"] = "The provider's safety system does not let this prompt through.",
        ["moderation_blocked"] = "The provider's moderation blocked this prompt.",
        ["insufficient_user_quota"] = "The account's balance is used up.",
        ["insufficient_quota"] = "The quota is used up: look at plan and billing.",
        ["model_not_found"] = "There is no channel for this model.",
    };

    public static ApiError For(FaultRule rule)
    {
        int status = rule.Status ?? DefaultStatus;
        (string code, string message) = ByStatus.GetValueOrDefault(status, ("", $"Status {status}."));
        if (rule.Code is { } own)
            (code, message) = (own, ByCode.GetValueOrDefault(own, message));
        ApiError error = new(status, rule.Message ?? message, rule.Param ?? "", code);
        return rule.Type is { } type ? error with { Type = type } : error;
    }
}
