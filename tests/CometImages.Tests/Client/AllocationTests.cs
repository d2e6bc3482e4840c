using System.Text;
using CometImages.Images;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    const int Rounds = 5;

    static readonly byte[] s_start = Encoding.ASCII.GetBytes("{\"created\":1,\"data\":[{\"b64_json\":\"" + Convert.ToBase64String([.. ImageBytes.PngStart, 0, 0, 0, 0]));
    static readonly byte[] s_end = "\"}]}"u8.ToArray();
    static readonly byte[] s_block = [.. Enumerable.Repeat((byte)'A', 1 << 18)];

    [Fact]
    public async Task An_image_of_64_MB_allocates_no_more_than_one_of_1_MB()
    {
        byte[] head = [];
        int base64Length = 0;
        using RawServer server = new(request =>
        {
            request.Send(head);
            request.Send(s_start);
            for (int sent = 0; sent < base64Length; sent += s_block.Length)
            {
                request.Send(s_block);
            }

            request.Send(s_end);
        });
        using TempFolder folder = TempFolder.CreateInMemory();
        CometClient client = new(new CometClientOptions { ApiKey = "test", BaseUri = new Uri(server.Address, "v1"), SpoolFolder = folder.Path });
        await MeasureAsync(1);
        long small = await MeasureAsync(1);
        long large = await MeasureAsync(64);
        TestContext.Current.TestOutputHelper!.WriteLine($"1 MB: {small:N0} bytes allocated; 64 MB: {large:N0}.");
        Assert.InRange(large, 0, small + 16_384);
        Assert.InRange(small, 1, 65_536);

        async Task<long> MeasureAsync(int megabytes)
        {
            base64Length = megabytes << 20;
            head = Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {s_start.Length + base64Length + s_end.Length}\r\n\r\n");
            long least = long.MaxValue;
            for (int i = 0; i < Rounds; i++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                ImageGenerationResult result = await client.GenerateAsync(
                    new ImageGenerationRequest { Prompt = "a boat", Model = "gpt-image-2" }, cancellationToken: TestContext.Current.CancellationToken);
                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
                string path = Assert.Single(result.Images).Path!;
                Assert.Equal(12 + (megabytes * 786_432L), new FileInfo(path).Length);
                File.Delete(path);
            }

            return least;
        }
    }
}
