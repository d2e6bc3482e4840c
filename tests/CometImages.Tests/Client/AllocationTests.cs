using CometImages.Images;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    const int Tries = 5;

    [Fact]
    public async Task A_picture_of_64_MB_allocates_no_more_than_one_of_1_MB()
    {
        using PictureServer server = new();
        using TempFolder folder = TempFolder.Quick();
        CometClient client = new(new CometClientOptions { ApiKey = "test", BaseUri = server.BaseUri, SpoolFolder = folder.Path });
        await LeastAsync(1);
        long small = await LeastAsync(1);
        long large = await LeastAsync(64);
        TestContext.Current.TestOutputHelper!.WriteLine($"1 MB: {small:N0} bytes allocated; 64 MB: {large:N0}.");
        Assert.InRange(large, 0, small + 16_384);
        Assert.InRange(small, 1, 65_536);

        async Task<long> LeastAsync(int megabytes)
        {
            server.Answer(megabytes);
            long least = long.MaxValue;
            for (int i = 0; i < Tries; i++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                ImageGenerationResult answer = await client.GenerateAsync(
                    new ImageGenerationRequest { Prompt = "a boat", Model = "gpt-image-1" }, cancellationToken: TestContext.Current.CancellationToken);
                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
                string path = Assert.Single(answer.Images).Path!;
                Assert.Equal(12 + (megabytes * 786_432L), new FileInfo(path).Length);
                File.Delete(path);
            }

            return least;
        }
    }
}
