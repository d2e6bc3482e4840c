using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Middleware;

/// <summary>Rejects requests without the API key.</summary>
sealed class ApiKeyMiddleware(RequestDelegate next, HostState state)
{
    const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context) =>
        EmulatedRoute.Get(context).RequiresApiKey && GetProblem(context.Request.Headers.Authorization.ToString()) is { } problem
            ? ApiError.InvalidApiKey(problem).ExecuteAsync(context)
            : next(context);

    string? GetProblem(string authorization) =>
        authorization == Scheme + state.Key ? null
        : authorization.Length == 0 ? "The API key is missing. Send it in the Authorization header, as 'Bearer' and the key."
        : !authorization.StartsWith(Scheme, StringComparison.Ordinal) || authorization.Split(' ') is not [_, not ""]
            ? "The Authorization header is malformed. It must be 'Bearer', one space, and the API key."
        : "The API key is invalid.";
}
