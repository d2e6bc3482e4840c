using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class AdditionalPropertyTests
{
    const string Seedream = "doubao-seedream-4-0-250828";

    [Theory]
    [InlineData("@{ watermark = $false; seed = [int]42; options = @{ max_images = 3 } }", """{"watermark":false,"seed":42,"options":{"max_images":3}}""")]
    [InlineData("[pscustomobject]@{ watermark = $true; seed = [long]9876543210 }", """{"watermark":true,"seed":9876543210}""")]
    [InlineData("@{ image = 'https://a/1.png', 'https://a/2.png' }", """{"image":["https://a/1.png","https://a/2.png"]}""")]
    [InlineData("@{ image = @('https://a/1.png') }", """{"image":["https://a/1.png"]}""")]
    [InlineData("@{ scale = 0.5; nothing = $null; text = 'a \"b\"' }", """{"scale":0.5,"nothing":null,"text":"a \"b\""}""")]
    [InlineData("@{ list = @(1, $true, 'x', @{ y = 2 }) }", """{"list":[1,true,"x",{"y":2}]}""")]
    [InlineData("@{ huge = 1e30; tiny = 1e-30 }", """{"huge":1e30,"tiny":1e-30}""")]
    public async Task Additional_properties_keep_their_JSON_types(string value, string fields)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        await session.OutputAsync($"New-CometImage x -Model {Seedream} -AdditionalProperty ({value})");
        session.AssertSent($$"""{"model":"{{Seedream}}","prompt":"x",{{fields[1..]}}""");
    }

    [Fact]
    public async Task A_series_of_images_in_one_response_becomes_one_object_each()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            $"New-CometImage x -Model {Seedream} -AdditionalProperty @{{ sequential_image_generation = 'auto'; sequential_image_generation_options = @{{ max_images = 3 }} }}");
        Assert.Single(session.Requests);
        Assert.Equal([1, 2, 3], images.Select(image => (int)image.Get("Index")!));
    }

    [Theory]
    [InlineData("-Size 256x256 -Model dall-e-2 -AdditionalProperty @{ size = '512x512' }", "size")]
    [InlineData("-AdditionalProperty @{ model = 'dall-e-3' }", "model")]
    [InlineData("-AdditionalProperty @{ prompt = 'y' }", "prompt")]
    [InlineData("-Model dall-e-2 -Count 2 -AdditionalProperty @{ n = 3 }", "n")]
    [InlineData("-Model dall-e-2 -ResponseFormat Url -AdditionalProperty @{ response_format = 'b64_json' }", "response_format")]
    public async Task An_additional_property_that_contradicts_a_parameter_is_rejected(string parameters, string field)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x " + parameters);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains($"'{field}'", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Theory]
    [InlineData("'text'")]
    [InlineData("42")]
    [InlineData("@(1, 2)")]
    [InlineData("@{ a = [double]::NaN }")]
    [InlineData("@{ a = [double]::PositiveInfinity }")]
    [InlineData("$h = @{ 1 = 'a' }; $h['1'] = 'b'; $h")]
    [InlineData("$h = @{ 1 = 'a' }; $h['1'] = 'b'; @{ options = $h }")]
    [InlineData("$h = @{}; $h.Self = $h; $h")]
    public async Task A_value_that_is_not_a_set_of_JSON_properties_is_an_error_and_nothing_is_sent(string value)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync($"$value = . {{ {value} }}; New-CometImage x @Small -AdditionalProperty $value");
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("-AdditionalProperty", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }
}
