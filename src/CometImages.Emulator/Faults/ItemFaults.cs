using System.Text;
using CometImages.Emulator.Answers;
using CometImages.Emulator.Generations;
using static CometImages.Emulator.Faults.FaultKinds;

namespace CometImages.Emulator.Faults;

/// <summary>Faults of what stands in <c>data</c>; the JSON around it is right.</summary>
static class ItemFaults
{
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(FaultNames.EmptyData, "an empty data list", OnlyGenerations) { Items = (answer, _) => answer.Items.Clear() },
        new(FaultNames.Fewer, "one picture fewer than asked for, when more than one was", OnlyGenerations)
        {
            Items = (answer, _) => answer.Items.RemoveRange(1, Math.Min(1, answer.Items.Count - 1)),
        },
        new(FaultNames.NullData, "items whose url and b64_json are null", OnlyGenerations)
        {
            Items = (answer, _) => answer.Items.ForEach(Empty),
        },
        new(FaultNames.BadBase64, "an illegal character amid the second picture's base64, or the only one's", OnlyGenerations)
        {
            Items = (answer, _) => Spoil(answer.Items[Math.Min(1, answer.Items.Count - 1)]),
        },
        new(FaultNames.DuplicateBase64, "every item gives b64_json twice", OnlyGenerations)
        {
            Items = (answer, _) => answer.Items.ForEach(item => item.Twice = true),
        },
        new(FaultNames.NotAnImage, "an HTML page's bytes where a picture's should be (not in URL answers)", BothPictureRoutes)
        {
            Items = (answer, _) => answer.Items.FindAll(item => item.Base64 is not null).ForEach(item => item.Base64 = HtmlAsBase64()),
            Bytes = (answer, exchange) => exchange.Record.Route == Hosting.Routes.Pictures
                ? answer with { Body = [Encoding.UTF8.GetBytes(HtmlPages.Proxy)] }
                : answer,
        },
    ];

    static void Empty(ImageItem item) => (item.Url, item.Base64) = (null, null);

    static void Spoil(ImageItem item)
    {
        if (item.Base64 is not { Length: > 0 } good)
            return;
        byte[] bad = good.ToArray();
        bad[bad.Length / 2] = (byte)'*';
        item.Base64 = bad;
    }

    static ReadOnlyMemory<byte> HtmlAsBase64() => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(HtmlPages.Proxy)));
}
