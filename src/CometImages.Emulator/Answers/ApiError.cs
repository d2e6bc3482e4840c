namespace CometImages.Emulator.Answers;

/// <summary>An error as the envelope carries it.</summary>
sealed record ApiError(
    int Status, string Message, string Param = "", string Code = ApiError.InvalidRequest, string Type = "comet_api_error")
{
    public const string InvalidRequest = "invalid_request";

    public static ApiError Invalid(string param, string message) => new(400, message, param);
}
