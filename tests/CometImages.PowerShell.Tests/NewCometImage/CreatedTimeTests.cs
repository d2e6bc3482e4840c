using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

[Collection(ProcessEnvironment.Name)]
public sealed class CreatedTimeTests : IDisposable
{
    readonly string? _before = Environment.GetEnvironmentVariable("TZ");

    [Theory]
    [InlineData("Asia/Kolkata", "2026-03-12T16:08:09")]
    [InlineData("America/St_Johns", "2026-03-12T08:08:09")]
    public async Task Created_and_the_file_name_are_in_local_time(string zone, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not take its time zone from TZ.");
        SetZone(zone);
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.Created = 1773311889;
        PSObject image = Assert.Single(await session.OutputAsync("New-CometImage 'a boat' @Small | Save-CometImage"));

        DateTime local = DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(local, image.Get("Created"));
        Assert.Equal(DateTimeKind.Local, ((DateTime)image.Get("Created")!).Kind);
        Assert.Equal($"{local:yyyyMMdd-HHmmss}-a-boat.webp", image.FileName());
    }

    [Theory]
    [InlineData("2026-03-12 16:08:09")]
    [InlineData("2026-03-12T10:38:09Z")]
    [InlineData("2026-03-12T12:38:09+02:00")]
    public async Task A_time_that_was_converted_to_text_is_the_same_time(string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not take its time zone from TZ.");
        SetZone("Asia/Kolkata");
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject saved = Assert.Single(await session.OutputAsync(
            $"[pscustomobject]@{{ Url = (New-CometImage x @Small).Url; Created = '{text}' }} | Save-CometImage -Name '{{Created}}'"));
        Assert.Equal("20260312-160809.webp", saved.FileName());
        Assert.Equal(DateTimeKind.Local, ((DateTime)saved.Get("Created")!).Kind);
    }

    public void Dispose() => SetZone(_before);

    static void SetZone(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
