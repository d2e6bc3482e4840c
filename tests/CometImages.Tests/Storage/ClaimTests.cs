using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Client;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Storage;

/// <summary>The partial file of a target is its claim: only one command creates the target at a time.</summary>
public sealed class ClaimTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(246)]
    [InlineData(251)]
    public void A_claim_has_one_name_and_is_held_until_the_file_is_complete(int length)
    {
        using TempFolder temp = new();
        string target = temp[new string('x', length) + ".png"];
        using PartialFile part = PartialFile.TryClaim(target)!;
        Assert.Null(PartialFile.TryClaim(target));
        Assert.EndsWith(PartialFileName.Extension, Assert.Single(temp.Files()), StringComparison.Ordinal);
        part.Write([1]);
        part.MoveTo(target, overwrite: false);
        Assert.Equal([Path.GetFileName(target)], temp.Files());
        using PartialFile? next = PartialFile.TryClaim(target);
        Assert.NotNull(next);
    }

    [Fact]
    public void Long_names_with_the_same_beginning_have_different_claims()
    {
        using TempFolder temp = new();
        using PartialFile? first = PartialFile.TryClaim(temp[new string('x', 250) + "1"]);
        using PartialFile? second = PartialFile.TryClaim(temp[new string('x', 250) + "2"]);
        Assert.NotNull(first);
        Assert.NotNull(second);
    }

    [Fact]
    public void A_claim_that_no_process_holds_is_taken_over_without_its_content()
    {
        using TempFolder temp = new();
        File.WriteAllBytes(temp["a.png.part"], new byte[10_000]);
        using (PartialFile part = PartialFile.TryClaim(temp["a.png"])!)
        {
            part.EnsureFreeSpace();
            part.Write([1, 2]);
            part.MoveTo(temp["a.png"], overwrite: false);
        }

        Assert.Equal(["a.png"], temp.Files());
        Assert.Equal([1, 2], File.ReadAllBytes(temp["a.png"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_claim_that_goes_to_another_folder_is_held_until_then(bool otherFileSystem)
    {
        using TempFolder from = new();
        using TempFolder to = otherFileSystem ? TempFolder.CreateInMemory() : new();
        using PartialFile part = PartialFile.TryClaim(from["a.png"])!;
        part.Write([1, 2, 3]);
        part.MoveTo(to["b.png"], overwrite: false);
        Assert.Empty(from.Files());
        Assert.Equal(["b.png"], to.Files());
        Assert.Equal([1, 2, 3], File.ReadAllBytes(to["b.png"]));
    }

    [Fact]
    public async Task Of_many_commands_that_take_and_give_up_a_claim_only_one_has_it_at_a_time()
    {
        Assert.SkipWhen(MonoRuntime.IsPresent, MonoRuntime.NoAtomicFiles);
        using TempFolder temp = new();
        int holders = 0;
        int conflicts = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (int i = 0; i < 3000; i++)
            {
                using PartialFile? part = PartialFile.TryClaim(temp["a.png"]);
                if (part is null)
                {
                    continue;
                }

                conflicts += Interlocked.Increment(ref holders) == 1 ? 0 : 1;
                part.Write([1]);
                Interlocked.Decrement(ref holders);
                if (i % 2 == 0)
                {
                    part.MoveTo(temp[$"{worker}-{i}.png"], overwrite: false);
                }
            }
        })));
        Assert.Equal(0, conflicts);
        Assert.All(temp.Files(), name => Assert.Equal(1, new FileInfo(temp[name]).Length));
    }

    [Fact]
    public async Task A_file_that_another_command_creates_is_an_error_before_anything_is_sent()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        string file = service.Folder["a.png"];
        using PartialFile? other = PartialFile.TryClaim(file);
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(
            () => service.GenerateAsync(output: new ImageOutputOptions { Files = [file], Overwrite = true }));
        Assert.Equal(CometErrorKind.FileExists, error.Kind);
        Assert.Contains("Another command", error.Detail, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task With_SkipExisting_only_the_files_are_requested_that_neither_exist_nor_are_being_created()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        string[] files = [.. Enumerable.Range(1, 4).Select(i => service.Folder[$"{i}.png"])];
        File.WriteAllBytes(files[0], ImageBytes.Png(100));
        using PartialFile? other = PartialFile.TryClaim(files[2]);
        ImageGenerationResult result = await service.GenerateAsync(4, new ImageOutputOptions { Files = files, SkipExisting = true });
        Assert.Equal([0], result.ExistingPositions);
        Assert.Equal([2], result.InProgressPositions);
        Assert.Equal([files[1], files[3]], result.Images.Select(image => image.Path));
        Assert.Equal([2, 4], result.Images.Select(image => image.Index));
        Assert.Empty(result.Failures);
        Assert.Contains("\"n\":2", Assert.Single(service.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_SkipExisting_an_error_states_the_missing_files_without_the_skipped_ones()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 400 });
        string[] files = [service.Folder["1.png"], service.Folder["2.png"]];
        using PartialFile? other = PartialFile.TryClaim(files[0]);
        ImageGenerationResult result = await service.GenerateAsync(2, new ImageOutputOptions { Files = files, SkipExisting = true });
        ImageGenerationFailure failure = Assert.Single(result.Failures);
        Assert.Equal([files[1]], failure.MissingFiles);
        Assert.Equal(1, failure.MissingCount);
        Assert.Equal(400, failure.Error.StatusCode);
    }
}
