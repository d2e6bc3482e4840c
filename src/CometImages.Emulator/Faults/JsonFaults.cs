using static CometImages.Emulator.Faults.FaultKinds;

namespace CometImages.Emulator.Faults;

/// <summary>Faults of the JSON's bytes.</summary>
static class JsonFaults
{
    const int Many = 1_000_000;

    static readonly byte[] NoUtf8 = [.. "\"note\":\""u8, 0xC3, 0x28, 0xFF, .. "\","u8];
    static readonly Lazy<byte[]> ManyMembers = new(WriteManyMembers);

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(FaultNames.BrokenJson, "the last ] is a wrong character, or the byte at afterBytes", JsonRoutes)
        {
            Bytes = (answer, exchange) => answer.Replace(exchange.Rule.AfterBytes ?? answer.LastIndexOf((byte)']'), (byte)'!'),
        },
        new(FaultNames.BadUtf8, "a byte sequence that is no UTF-8 in a string before everything else", JsonRoutes)
        {
            Bytes = (answer, _) => answer.InsertMembers(NoUtf8),
        },
        new(FaultNames.Bom, "a byte order mark before the JSON", JsonRoutes)
        {
            Bytes = (answer, _) => answer with { Body = [new byte[] { 0xEF, 0xBB, 0xBF }, .. answer.Body] },
        },
        new(FaultNames.ManyMembers, "a million members before the others", JsonRoutes)
        {
            Bytes = (answer, _) => answer.InsertMembers(ManyMembers.Value),
        },
    ];

    static byte[] WriteManyMembers()
    {
        using MemoryStream members = new(14 * Many);
        using (StreamWriter writer = new(members))
        {
            for (int number = 0; number < Many; number++)
                writer.Write($"\"m{number}\":0,");
        }

        return members.ToArray();
    }
}
