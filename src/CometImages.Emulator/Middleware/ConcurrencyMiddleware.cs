using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Middleware;

/// <summary>Rejects generations and edits while the maximum number is in progress.</summary>
sealed class ConcurrencyMiddleware(RequestDelegate next, HostState state)
{
    int _inProgress;

    public async Task InvokeAsync(HttpContext context)
    {
        if (EmulatedRoute.Get(context).Name is not (RouteNames.Generations or RouteNames.Edits))
        {
            await next(context);
            return;
        }

        EmulatorSettings settings = state.Settings;
        bool isReleased = false;
        int inProgress = Interlocked.Increment(ref _inProgress);
        try
        {
            if (settings.MaxConcurrent == 0 || inProgress <= settings.MaxConcurrent)
            {
                // A client that has the whole response can send the next request at once, so its slot must be free before.
                context.Response.OnStarting(ReleaseAsync);
                await next(context);
                return;
            }
        }
        finally
        {
            await ReleaseAsync();
        }

        context.Response.Headers.RetryAfter = settings.MaxConcurrentRetryAfter;
        ApiError error = new(StatusCodes.Status429TooManyRequests, "Too many generations in progress.", Code: "rate_limit_exceeded");
        await error.ExecuteAsync(context);

        Task ReleaseAsync()
        {
            _ = isReleased ? 0 : Interlocked.Decrement(ref _inProgress);
            isReleased = true;
            return Task.CompletedTask;
        }
    }
}
