using System.Text;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Storage;

/// <summary>The claim that commands on several computers respect.</summary>
public sealed class TargetClaimTests : IDisposable
{
    const string ClaimFolder = "boat.png.claim";

    static readonly byte[] s_content = Encoding.UTF8.GetBytes("{\"host\":\"test\"}\n");
    static readonly TimeSpan s_longAgo = TimeSpan.FromMinutes(3);

    readonly TempFolder _temp = new();

    string Target => _temp["boat.png"];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_claim_is_one_file_with_its_content_and_leaves_nothing()
    {
        using (TargetClaim claim = TargetClaim.TryAcquire(Target, s_content)!)
        {
            Assert.Equal(s_content, File.ReadAllBytes(_temp[Assert.Single(_temp.Files())]));
            Assert.Null(TargetClaim.TryAcquire(Target, s_content));
            Assert.True(claim.Renew());
            Assert.Equal(s_content, File.ReadAllBytes(_temp[Assert.Single(_temp.Files())]));
            Assert.Null(TargetClaim.TryAcquire(Target, s_content));
        }

        Assert.Empty(_temp.Names);
        using TargetClaim? next = TargetClaim.TryAcquire(Target, s_content);
        Assert.NotNull(next);
    }

    [Theory]
    [InlineData(246)]
    [InlineData(251)]
    public void A_name_that_is_too_long_with_its_extension_is_shortened_to_a_unique_one(int length)
    {
        using TargetClaim? first = TargetClaim.TryAcquire(_temp[new string('x', length - 1) + "1.png"], s_content);
        using TargetClaim? second = TargetClaim.TryAcquire(_temp[new string('x', length - 1) + "2.png"], s_content);
        Assert.NotNull(first);
        Assert.NotNull(second);
    }

    [Fact]
    public void A_file_of_a_claim_becomes_the_target_in_one_step()
    {
        using (TargetClaim claim = TargetClaim.TryAcquire(Target, s_content)!)
        {
            using PartialFile part = claim.CreatePartialFile();
            part.EnsureFreeSpace();
            part.Write([1, 2, 3]);
            Assert.Equal([ClaimFolder + "/"], _temp.Names);
            part.MoveTo(Target, overwrite: false);
        }

        Assert.Equal(["boat.png"], _temp.Names);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_claim_that_is_older_than_the_lease_is_taken_over_with_everything_that_its_command_left()
    {
        Abandon();
        using (TargetClaim claim = TargetClaim.TryAcquire(Target, s_content)!)
        {
            Assert.Single(_temp.Files());
            Assert.True(claim.Renew());
        }

        Assert.Empty(_temp.Names);
    }

    [Fact]
    public void A_candidate_of_a_killed_command_is_replaced_after_the_lease()
    {
        _temp.Write(ClaimFolder + "/candidate", []);
        Assert.Null(TargetClaim.TryAcquire(Target, s_content));
        Age("candidate");
        using (TargetClaim? claim = TargetClaim.TryAcquire(Target, s_content))
        {
            Assert.NotNull(claim);
        }

        Assert.Empty(_temp.Names);
    }

    [Fact]
    public void The_clock_is_that_of_the_file_server()
    {
        // A file of another computer whose clock is behind is as old as the file server says.
        using TargetClaim claim = TargetClaim.TryAcquire(Target, Encoding.UTF8.GetBytes("{\"time\":\"2020-01-01T00:00:00Z\"}\n"))!;
        Assert.Null(TargetClaim.TryAcquire(Target, s_content));
    }

    [Fact]
    public void A_command_that_was_suspended_loses_its_claim_and_its_image_stays_readable()
    {
        using TargetClaim suspended = TargetClaim.TryAcquire(Target, s_content)!;
        using PartialFile part = suspended.CreatePartialFile();
        part.Write([1, 2, 3]);
        Age(Path.GetFileName(Directory.GetFiles(_temp[ClaimFolder], "*.json").Single()));
        using TargetClaim next = TargetClaim.TryAcquire(Target, s_content)!;
        Assert.False(suspended.Renew());
        Assert.True(next.Renew());
        suspended.Dispose();
        Assert.True(next.Renew());
        part.MoveTo(Target, overwrite: false);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_claim_that_was_renewed_after_it_seemed_to_expire_is_not_displaced()
    {
        using TargetClaim claim = TargetClaim.TryAcquire(Target, s_content)!;
        string seen = _temp[Assert.Single(_temp.Files())];
        Assert.True(claim.Renew());

        // A command that saw the claim expire before its renewal deletes it by the name that it saw.
        FileMover.TryDelete(seen);
        Assert.Null(TargetClaim.TryAcquire(Target, s_content));
        Assert.True(claim.Renew());
    }

    [Fact]
    public async Task A_claim_is_renewed_while_its_command_works()
    {
        // A busy computer can be late by a second.
        TimeSpan lease = TimeSpan.FromSeconds(4);
        using TargetClaim claim = TargetClaim.TryAcquire(Target, s_content, lease)!;
        for (int i = 0; i < 12; i++)
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.Null(TargetClaim.TryAcquire(Target, s_content, lease));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_commands_that_start_at_the_same_time_exactly_one_has_the_claim(bool isAbandoned)
    {
        const int Commands = 8;
        for (int round = 0; round < 100; round++)
        {
            if (isAbandoned)
            {
                Abandon();
            }

            using Barrier start = new(Commands);
            TargetClaim?[] claims = new TargetClaim?[Commands];
            Thread[] threads =
            [
                .. Enumerable.Range(0, Commands).Select(i => new Thread(() =>
                {
                    start.SignalAndWait();
                    claims[i] = TargetClaim.TryAcquire(Target, s_content);
                })),
            ];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            TargetClaim holder = Assert.Single(claims.OfType<TargetClaim>());
            Assert.True(holder.Renew());
            holder.Dispose();
            Assert.Empty(_temp.Names);
        }
    }

    [Fact]
    public async Task Of_many_commands_that_take_and_give_up_a_claim_only_one_has_it_at_a_time()
    {
        Assert.SkipWhen(MonoRuntime.IsPresent, MonoRuntime.NoAtomicFiles);
        int holders = 0;
        int conflicts = 0;
        int successes = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                using TargetClaim? claim = TargetClaim.TryAcquire(Target, s_content);
                if (claim is null)
                {
                    continue;
                }

                conflicts += Interlocked.Increment(ref holders) == 1 ? 0 : 1;
                Interlocked.Increment(ref successes);
                Interlocked.Decrement(ref holders);
            }
        })));
        Assert.Equal(0, conflicts);
        Assert.True(successes > 0);
        Assert.Empty(_temp.Names);
    }

    [Fact]
    public void What_a_killed_command_left_beside_its_target_is_deleted_after_the_lease()
    {
        Abandon();
        TargetClaim.DeleteAbandoned(Target);
        Assert.Empty(_temp.Names);

        using TargetClaim claim = TargetClaim.TryAcquire(Target, s_content)!;
        TargetClaim.DeleteAbandoned(Target);
        Assert.True(claim.Renew());
    }

    [Fact]
    public void Files_that_do_not_belong_to_a_claim_stay()
    {
        _temp.Write(ClaimFolder + "/notes.json", [1]);
        Abandon();
        TargetClaim.TryAcquire(Target, s_content)!.Dispose();
        Abandon();
        TargetClaim.DeleteAbandoned(Target);
        Assert.Equal(["notes.json"], _temp.NamesIn(ClaimFolder));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error()
    {
        using LockedFolder? locked = LockedFolder.TryLock(_temp.Path, "+i");
        Assert.SkipWhen(locked is null, "This user can't lock a folder.");
        Assert.ThrowsAny<Exception>(() => TargetClaim.TryAcquire(Target, s_content));
    }

    [Fact]
    public void A_file_that_has_the_name_of_the_claim_is_an_error()
    {
        _temp.Write(ClaimFolder, [1]);
        CometApiException error = Assert.Throws<CometApiException>(() => ImageDestination.ForFile(Target, overwrite: false, s_content));
        Assert.Equal(CometErrorKind.WriteFailed, error.Kind);
        Assert.Contains(ClaimFolder, error.Detail, StringComparison.Ordinal);
    }

    // The files of a command that was killed three minutes ago.
    void Abandon()
    {
        foreach (string name in (string[])[$"{Guid.NewGuid():N}-4.json", $"{Guid.NewGuid():N}.time", "image.1a2b3c4d.part", "candidate"])
        {
            _temp.Write(ClaimFolder + "/" + name, [1]);
            Age(name);
        }
    }

    void Age(string name) => File.SetLastWriteTimeUtc(_temp[ClaimFolder, name], DateTime.UtcNow - s_longAgo);
}
