using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class ImageObjectTests
{
    [Fact]
    public async Task Created_is_the_time_of_the_service_as_a_local_DateTime()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.Created = 1773311889;
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage 'a boat' @Small"));

        DateTime created = Assert.IsType<DateTime>(image.Get("Created"));
        Assert.Equal(DateTimeKind.Local, created.Kind);
        Assert.Equal(new DateTime(2026, 3, 12, 10, 38, 9, DateTimeKind.Utc), created.ToUniversalTime());
    }

    [Fact]
    public async Task It_has_the_properties_of_the_request_and_of_the_response()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage 'A paper boat.' -Model dall-e-3 -Quality hd -Size 1792x1024"));

        Assert.Equal("CometImages.CometImage", image.TypeNames[0]);
        Assert.Equal("dall-e-3", image.Text("Model"));
        Assert.Equal("A paper boat.", image.Text("Prompt"));
        Assert.Equal("A paper boat. Soft evening light, calm colors.", image.Text("RevisedPrompt"));
        Assert.Equal("1792x1024", image.Text("Size"));
        Assert.Equal("hd", image.Text("Quality"));
        Assert.Equal(1, image.Get("Index"));
        Assert.Null(image.Get("Path"));
        Assert.Equal(Assert.Single(session.Requests).RequestId, image.Text("RequestId"));
    }

    [Fact]
    public async Task Every_property_has_a_simple_type()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage 'a boat' @Small"));
        Type[] simple = [typeof(string), typeof(DateTime), typeof(int), typeof(long), typeof(bool), typeof(decimal)];
        Assert.All(image.BaseObject.GetType().GetProperties(), property =>
        {
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            Assert.True(type.IsEnum || simple.Contains(type), property.Name);
        });
    }

    [Fact]
    public async Task The_first_image_of_a_response_has_its_usage()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync("New-CometImage 'a boat' -Model gpt-image-2 -Count 2");

        Assert.True((long)images[0].Get("TotalTokens")! > 0);
        Assert.Equal((long)images[0].Get("TotalTokens")!, (long)images[0].Get("InputTokens")! + (long)images[0].Get("OutputTokens")!);
        Assert.Null(images[1].Get("TotalTokens"));
        Assert.Null(images[1].Get("InputTokens"));
    }

    [Fact]
    public async Task Model_and_Size_are_those_of_the_response()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage 'a boat' -Model doubao-seedream-4-0-250828 -Size 2304x1728"));
        Assert.Equal("doubao-seedream-4-0-250828", image.Text("Model"));
        Assert.Equal("2304x1728", image.Text("Size"));
        Assert.StartsWith(session.Emulator.ImageUri.ToString(), image.Text("Url"), StringComparison.Ordinal);
    }
}
