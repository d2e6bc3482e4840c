using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>What the built-in list knows about a model is a warning once in a command, and the request is sent.</summary>
public sealed class ModelWarningTests
{
    [Fact]
    public async Task A_retired_model_is_a_warning_once_in_a_command()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("1..20 | ForEach-Object { \"boat $_\" } | New-CometImage -Model dall-e-3");
        result.AssertNoErrors();
        Assert.Equal("OpenAI retired dall-e-3 on 2026-05-12. Use gpt-image-2 instead.", Assert.Single(result.Warnings));
        Assert.Equal(20, session.Requests.Count);
    }

    [Theory]
    [InlineData("-Model gpt-image-2 -Background transparent", "background 'transparent'")]
    [InlineData("-Model gpt-image-2.6-flare -OutputFormat svg", "output_format 'svg'")]
    [InlineData("-Model gpt-image-1-2025-04-23", "OpenAI retired gpt-image-1-2025-04-23 on 2026-10-23.")]
    public async Task A_preview_and_a_dated_ID_are_warnings_and_sent(string parameters, string warning)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"'one', 'two' | New-CometImage {parameters}");
        result.AssertNoErrors();
        Assert.Contains(warning, Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, session.Requests.Count);
    }

    [Theory]
    [InlineData("-Model never-heard-of-2")]
    [InlineData("-Model gpt-image-2")]
    [InlineData("-Model dall-e-3 -OutFile x.webp -SkipExisting")]
    public async Task A_current_model_an_unknown_one_and_an_existing_file_are_no_warning(string parameters)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("x.webp", "GIF89a0123456789"u8);
        RunResult result = await session.RunAsync("New-CometImage x " + parameters);
        result.AssertNoErrors();
        Assert.Empty(result.Warnings);
    }
}
