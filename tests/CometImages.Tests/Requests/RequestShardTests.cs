using System.Security.Cryptography;
using System.Text;
using CometImages.Images;
using CometImages.Models;
using CometImages.Requests;
using Xunit;

namespace CometImages.Tests.Requests;

public sealed class RequestShardTests
{
    static readonly RequestValues s_none = new();

    static int FindShard(
        int count, RequestValues? values = null, string? prompt = null, string? model = null, string?[]? images = null, string[]? files = null) =>
        Assert.Single(Enumerable.Range(1, count), index =>
        {
            using RequestShard shard = new(index, count);
            return shard.Contains(values ?? s_none, prompt, model, images ?? [], files ?? []);
        });

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(37)]
    public void Shards_are_disjoint_complete_and_even(int count)
    {
        const int Rows = 100_000;
        RequestShard[] shards = [.. Enumerable.Range(1, count).Select(index => new RequestShard(index, count))];
        int[] sizes = new int[count];
        for (int row = 0; row < Rows; row++)
        {
            string[] files = [$"banners/{row}.png"];
            int[] containing = [.. Enumerable.Range(0, count).Where(i => shards[i].Contains(s_none, "A banner", null, [null], files))];
            sizes[Assert.Single(containing)]++;
        }

        double even = (double)Rows / count;
        double tolerance = Math.Max(0.05, 4 / Math.Sqrt(even));
        Assert.All(sizes, size => Assert.InRange(size, even * (1 - tolerance), even * (1 + tolerance)));
        Assert.All(shards, shard => Assert.Equal(Rows, shard.TotalCount));
        Assert.Equal(sizes, shards.Select(shard => Rows - shard.OtherCount));
        Array.ForEach(shards, shard => shard.Dispose());
    }

    // Other versions and other platforms must calculate the same shards, so the text and the hash are part of the interface.
    [Fact]
    public void The_shard_is_a_hash_of_the_values_that_any_tool_can_calculate()
    {
        RequestValues values = new();
        values.Set(RequestField.Size, "1024x1024");
        values.Set(RequestField.Count, 2);
        values.Set(RequestField.ResponseFormat, ImageResponseFormat.Url);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(
            "model\ngpt-image-2\nn\n2\nprompt\nEin Boot ⛵\nresponse_format\nUrl\nsize\n1024x1024\nimage\na.png\nimage\n\nfile\nboat.png\n"));
        ulong number = hash.Take(8).Aggregate(0UL, (result, part) => (result << 8) | part);
        Assert.Equal(
            (int)(number % 97) + 1, FindShard(97, values, "Ein Boot ⛵", "gpt-image-2", ["/photos/a.png", null], ["C:\\images\\boat.png"]));
    }

    [Fact]
    public void The_folder_does_not_count()
    {
        int expected = FindShard(1000, prompt: "p", images: ["a.png"], files: ["b.png"]);
        Assert.Equal(expected, FindShard(1000, prompt: "p", images: ["/srv/share/a.png"], files: ["out/b.png"]));
        Assert.Equal(expected, FindShard(1000, prompt: "p", images: [@"\\server\share\a.png"], files: [@"D:\out\b.png"]));
    }

    [Fact]
    public void Each_value_counts()
    {
        RequestValues values = new();
        values.Set(RequestField.Quality, "low");
        int[] shards =
        [
            FindShard(1_000, prompt: "p"),
            FindShard(1_000, prompt: "q"),
            FindShard(1_000, values, prompt: "p"),
            FindShard(1_000, prompt: "p", model: "m"),
            FindShard(1_000, prompt: "p", images: ["a.png"]),
            FindShard(1_000, prompt: "p", files: ["a.png"]),
        ];
        Assert.Distinct(shards);
    }
}
