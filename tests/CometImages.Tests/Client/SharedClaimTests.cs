using System.Text;
using System.Text.Json;
using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>Requests whose files are claimed for several computers.</summary>
public sealed class SharedClaimTests
{
    static readonly byte[] s_other = Encoding.UTF8.GetBytes("{}\n");

    [Fact]
    public async Task A_claim_describes_the_request_without_its_secrets_and_is_gone_with_the_image()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        string file = service.Folder["a.png"];
        string? claim = null;
        ProgressLog progress = new(report => claim ??= report.Stage == TransferStage.Sending
            ? File.ReadAllText(Directory.GetFiles(file + ".claim", "*.json").Single()) : null);
        ImageGenerationResult result = await service.GenerateAsync(output: new ImageOutputOptions { Files = [file], Claim = true }, progress: progress);
        Assert.Equal(file, Assert.Single(result.Images).Path);
        Assert.Equal(["a.png"], service.Folder.Files());
        Assert.DoesNotContain(service.Host.Key, claim!, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Host.BaseUri.Host, claim!, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(claim!);
        Assert.Equal(Environment.MachineName, json.RootElement.GetProperty("host").GetString());
        Assert.Equal(64, json.RootElement.GetProperty("requestSha256").GetString()!.Length);
        Assert.True(json.RootElement.TryGetProperty("process", out _) && json.RootElement.TryGetProperty("processStart", out _));
    }

    [Fact]
    public async Task A_file_that_another_computer_creates_is_skipped_or_an_error_before_anything_is_sent()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        string file = service.Folder["a.png"];
        using TargetClaim? other = TargetClaim.TryAcquire(file, s_other);
        ImageGenerationResult result = await service.GenerateAsync(output: new ImageOutputOptions { Files = [file], Claim = true, SkipExisting = true });
        Assert.Equal([0], result.InProgressPositions);
        Assert.Empty(result.Images);

        CometApiException error = await Assert.ThrowsAsync<CometApiException>(
            () => service.GenerateAsync(output: new ImageOutputOptions { Files = [file], Claim = true, Overwrite = true }));
        Assert.Equal(CometErrorKind.FileExists, error.Kind);
        Assert.Contains("Another command", error.Detail, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
        Assert.True(other!.Renew());
    }

    [Fact]
    public async Task A_file_that_a_command_on_this_computer_creates_without_a_shared_claim_is_skipped()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        string file = service.Folder["a.png"];
        ImageOutputOptions output = new() { Files = [file], Claim = true, SkipExisting = true };
        using (PartialFile? other = PartialFile.TryClaim(file))
        {
            Assert.Equal([0], (await service.GenerateAsync(output: output)).InProgressPositions);
        }

        service.Folder.Write("a.png.part", [1]);
        Assert.Single((await service.GenerateAsync(output: output)).Images);
        Assert.Equal(["a.png"], service.Folder.Files());
    }

    [Fact]
    public async Task A_failed_request_gives_up_its_claim()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Status = 400, Count = 1 }, new FaultRule { Fault = FaultNames.CutClean, Count = 1 });
        ImageOutputOptions output = new() { Files = [service.Folder["a.png"]], Claim = true };
        await Assert.ThrowsAsync<CometApiException>(() => service.GenerateAsync(output: output));
        Assert.Empty(service.Folder.Files());
        CometApiException inDoubt = await Assert.ThrowsAsync<CometApiException>(() => service.GenerateAsync(output: output));
        Assert.True(inDoubt.MayHaveBeenCharged);
        Assert.Empty(service.Folder.Files());
        Assert.Single((await service.GenerateAsync(output: output)).Images);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_request_whose_claim_was_taken_over_is_not_sent(bool skipExisting, bool someExist)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        string[] files = [service.Folder["1.png"], service.Folder["2.png"], service.Folder["3.png"]];
        if (someExist)
        {
            File.WriteAllBytes(files[1], ImageBytes.Png(100));
        }

        // The computer is suspended when its turn comes, and another one takes over.
        TargetClaim? other = null;
        ProgressLog progress = new(report =>
        {
            if (report.Stage == TransferStage.Waiting)
            {
                File.SetLastWriteTimeUtc(Directory.GetFiles(files[2] + ".claim", "*.json").Single(), DateTime.UtcNow.AddMinutes(-3));
                other = TargetClaim.TryAcquire(files[2], s_other);
            }
        });
        ImageOutputOptions output = new() { Files = files, Claim = true, SkipExisting = skipExisting };
        if (skipExisting)
        {
            ImageGenerationResult result = await service.GenerateAsync(3, output, progress: progress);
            Assert.Equal(someExist ? [0, 2] : [0, 1, 2], result.InProgressPositions);
            Assert.Equal(someExist ? [1] : [], result.ExistingPositions);
            Assert.Empty(result.Images);
            Assert.Empty(result.Failures);
        }
        else
        {
            CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => service.GenerateAsync(3, output, progress: progress));
            Assert.Equal(CometErrorKind.FileExists, error.Kind);
            Assert.False(error.MayHaveBeenCharged);
        }

        Assert.All(service.Requests, request => Assert.True(request.ClientAborted));
        Assert.Empty(service.Records);
        Assert.True(other!.Renew());
        other.Dispose();
        Assert.Equal(someExist ? ["2.png"] : [], service.Folder.Files());
    }

    [Fact]
    public async Task A_file_that_was_completed_before_it_was_claimed_is_not_requested()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        string file = service.Folder["a.png"];
        File.WriteAllBytes(file, ImageBytes.Png(100));
        ImageOutputOptions output = new() { Files = [file], Claim = true, SkipExisting = true };
        Assert.Equal([0], (await service.GenerateAsync(output: output)).ExistingPositions);
        Assert.Equal(["a.png"], service.Folder.Files());
        Assert.Empty(service.Requests);
    }
}
