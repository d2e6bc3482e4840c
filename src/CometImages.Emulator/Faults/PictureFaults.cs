using static CometImages.Emulator.Faults.FaultKinds;

namespace CometImages.Emulator.Faults;

/// <summary>Faults that only the pictures' server has.</summary>
static class PictureFaults
{
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(FaultNames.NoRange, "the pictures' server ignores Range", OnlyPictures)
        {
            Prepare = exchange =>
            {
                HttpContext context = exchange.Context;
                context.Request.Headers.Remove("Range");
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.Remove("Accept-Ranges");
                    return Task.CompletedTask;
                });
            },
        },
    ];
}
