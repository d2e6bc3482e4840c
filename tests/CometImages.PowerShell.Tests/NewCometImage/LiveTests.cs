using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>Requests that cost a few cents, sent to the service when the environment has an API key.</summary>
public sealed class LiveTests
{
    [Theory]
    [InlineData("-Model dall-e-3 -Size 1024x1024 -ResponseFormat Url")]
    [InlineData("-Model gpt-image-2 -Size 1024x1024 -Quality low")]
    public async Task A_prompt_becomes_an_image_file(string parameters)
    {
        Assert.SkipUnless(TestProcess.LiveKey is not null, "The environment variable COMETAPI_KEY is not set, so nothing is sent to the service.");
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        session.Set("Live", Text.Secure(TestProcess.LiveKey));
        PSObject saved = Assert.Single(await session.OutputAsync(
            $"'A paper boat floating on calm water at sunrise.' | New-CometImage {parameters} -ApiKey $Live | Save-CometImage"));
        Assert.True(new FileInfo(saved.Text("Path")!).Length > 10_000);
        Assert.InRange(((DateTime)saved.Get("Created")!).ToUniversalTime(), DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddHours(1));
        Assert.Empty(session.Emulator.Journal.Requests);
    }
}
