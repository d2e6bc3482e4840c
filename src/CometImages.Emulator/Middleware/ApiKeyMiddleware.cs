using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Middleware;

/// <summary>Rejects requests without the API key.</summary>
sealed class ApiKeyMiddleware(RequestDelegate next, HostState state)
{
    public Task InvokeAsync(HttpContext context) =>
        EmulatedRoute.Get(context).RequiresApiKey && GetProblem(context.Request.Headers.Authorization.ToString()) is { } problem
            ? ApiError.InvalidApiKey(problem).ExecuteAsync(context)
            : next(context);

    string? GetProblem(string authorization) => authorization.Split(' ') switch
    {
        [""] => "The API key is missing. Send it in the Authorization header, as 'Bearer' and the key.",
        [var scheme, not "" and var key] when scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) =>
            key == state.Key ? null : "The API key is invalid.",
        _ => "The Authorization header is malformed. It must be 'Bearer', one space, and the API key.",
    };
}
