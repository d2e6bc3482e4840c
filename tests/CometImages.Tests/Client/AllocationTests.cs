using System.Text;
using CometImages.Images;
using CometImages.Models;
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
        CometClient client = new(new CometClientOptions { ApiKey = "test", BaseUri = new Uri(server.Address, "v1"), SpoolFolder = folder["spool"] });
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

    [Theory]
    [InlineData(ImageRoute.Edits, "gpt-image-2")]
    [InlineData(ImageRoute.Generations, "doubao-seedream-5-0-260128")]
    internal async Task An_upload_of_32_MB_allocates_no_more_than_one_of_1_MB(ImageRoute route, string model)
    {
        byte[] response = [.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 58\r\n\r\n"u8, .. """{"created":1,"data":[{"url":"http://localhost/boat.png"}]}"""u8];
        using RawServer server = new(request => request.Send(response));
        using TempFolder folder = TempFolder.CreateInMemory();
        CometClient client = new(new CometClientOptions { ApiKey = "test", BaseUri = new Uri(server.Address, "v1"), SpoolFolder = folder["spool"] });

        // The server's buffer has its final length after the first upload.
        await MeasureAsync(32);
        long small = await MeasureAsync(1);
        long large = await MeasureAsync(32);
        TestContext.Current.TestOutputHelper!.WriteLine($"1 MB: {small:N0} bytes allocated; 32 MB: {large:N0}.");
        
        // Each block leaves some hundred bytes of garbage, and its length depends on the socket and the platform.
        Assert.InRange(large, 0, small + ((32 << 20) / 64));

        async Task<long> MeasureAsync(int megabytes)
        {
            ImageGenerationRequest request = new() { Model = model, Route = route, Prompt = "p", Images = [SourceFiles.Png(folder, $"{megabytes}.png", megabytes << 20)] };
            long least = long.MaxValue;
            for (int i = 0; i < Rounds; i++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                await client.GenerateAsync(request, cancellationToken: TestContext.Current.CancellationToken);
                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            return least;
        }
    }
}
