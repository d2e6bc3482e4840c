using System.Management.Automation;
using System.Text.Json;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>Some models take images in the request to create images. Both cmdlets send the same request to them.</summary>
public sealed class ReferenceImageTests
{
    const string Seedream = "-Model doubao-seedream-5-0-260128 -Size 2K -AdditionalProperty @{ watermark = $false }";

    [Fact]
    public async Task Both_cmdlets_send_the_same_request()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            $"""
            Edit-CometImage x boat.png -ReferenceImage sky.jpg {Seedream}
            New-CometImage x -ReferenceImage boat.png, sky.jpg {Seedream}
            """);
        session.AssertSent(Body(), Body());
        Assert.Empty(session.Edits);
        Assert.Equal(["boat.png", "boat.png"], images.Sources());

        string Body() =>
            $$"""
            {
              "model": "doubao-seedream-5-0-260128", "prompt": "x", "size": "2K", "watermark": false,
              "image": ["{{DataUrl("boat.png", "image/png")}}", "{{DataUrl("sky.jpg", "image/jpeg")}}"]
            }
            """;

        string DataUrl(string name, string type) => $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(session.Folder[name]))}";
    }

    [Fact]
    public async Task A_URL_is_sent_as_it_is_and_not_downloaded()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        await session.OutputAsync(
            """
            $image = New-CometImage x @Small
            $image | Edit-CometImage y -Model grok-imagine-image
            New-CometImage y -ReferenceImage $image.Url -Model grok-imagine-image
            """);
        Assert.Empty(session.Downloads);
        Assert.Equal(3, session.Requests.Count);
        Assert.StartsWith("http://", Assert.Single(session.Bodies[1].GetProperty("image").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(session.Bodies[1], session.Bodies[2]));
    }
}
