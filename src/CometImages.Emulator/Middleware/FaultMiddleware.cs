using CometImages.Emulator.Faults;
using CometImages.Emulator.Journal;

namespace CometImages.Emulator.Middleware;

/// <summary>Applies the first rule that hits a request, in place of its endpoint or around it.</summary>
sealed class FaultMiddleware(RequestDelegate next, FaultPlan faults)
{
    public async Task InvokeAsync(HttpContext context)
    {
        EmulatedRoute route = EmulatedRoute.Get(context);
        RequestRecord record = context.Features.GetRequiredFeature<RequestRecord>();
        (string? prompt, string? model) = route.GetSubject(context);
        record.Update(entry => entry with { Model = model });
        if (faults.Hit(route.Name, prompt, model) is not { } hit)
        {
            await next(context);
            return;
        }

        record.Update(entry => entry with { Fault = hit.Fault.Name });
        FaultContext fault = new(context, hit.Rule, next);
        fault.ReplaceHeaders();
        await fault.DelayAsync(hit.Rule.DelayMs ?? 0);
        await hit.Fault.ApplyAsync(fault);
    }
}
