using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class CountTests
{
    [Theory]
    [InlineData("dall-e-3", 4, 4)]
    [InlineData("gpt-image-2", 4, 1)]
    [InlineData("qwen-image", 2, 2)]
    [InlineData("dall-e-2", 10, 1)]
    public async Task A_count_becomes_as_many_requests_as_the_model_needs(string model, int count, int requests)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        IReadOnlyList<PSObject> images = await session.OutputAsync($"New-CometImage 'a boat' -Model {model} -Count {count}");

        Assert.Equal(Enumerable.Range(1, count), images.Select(image => (int)image.Get("Index")!));
        Assert.Equal(requests, session.Requests.Count);
        Assert.Equal(count, session.Bodies.Sum(body => body.TryGetProperty("n", out System.Text.Json.JsonElement n) ? n.GetInt32() : 1));
    }

    [Fact]
    public async Task Without_Count_the_field_n_is_not_sent()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage 'a boat' -Model qwen-image");
        session.AssertSent("""{"model":"qwen-image","prompt":"a boat"}""");
    }
}
