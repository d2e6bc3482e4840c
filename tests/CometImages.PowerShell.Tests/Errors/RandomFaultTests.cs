using System.Management.Automation;
using System.Text.Json;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>A long run against a service that fails one request in three, in every way.</summary>
public sealed class RandomFaultTests
{
    const int Prompts = 1000;

    // The status codes after which a generation is retried.
    static readonly int[] s_retryableStatusCodes = [429, 500, 502, 503, 504, 524];

    static readonly FaultRule[] s_faults =
    [
        Status(400), Status(403), Status(429), Status(500), Status(500) with { Code = "invalid_request" }, Status(502), Status(503), Status(504), Status(524),
        new() { Fault = FaultNames.ResetBeforeHeaders },
        new() { Fault = FaultNames.ResetAfterHeaders },
        new() { Fault = FaultNames.Stall },
        new() { Fault = FaultNames.Cut },
        new() { Fault = FaultNames.CutClean },
        new() { Fault = FaultNames.BrokenJson },
        new() { Fault = FaultNames.BadBase64 },
        new() { Fault = FaultNames.NotAnImage },
        new() { Fault = FaultNames.EmptyData },
        new() { Fault = FaultNames.NullData },
        new() { Fault = FaultNames.Respond, Status = 200, Body = "<!doctype html>" },
        new() { Fault = FaultNames.Respond, Status = 200 },
        new() { Fault = FaultNames.BadUtf8 },
    ];

    [Fact]
    public async Task Every_prompt_becomes_exactly_one_image_or_one_error_and_none_is_generated_twice()
    {
        Assert.SkipWhen(Wine.IsPresent, "Wine is too slow for 64 requests at once with a timeout of one second.");
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;

        // A rule applies to the requests that the rules before it didn't match. Together they match about one request in three.
        for (int i = 0; i < s_faults.Length; i++)
        {
            session.Emulator.Faults.Add(s_faults[i] with { Count = 0, Probability = 0.018, Seed = 1000 + i });
        }

        session.Set("Rows", Enumerable.Range(0, Prompts).Select(i => CreateRow($"prompt {i}", $"run/{i}.png")).ToArray());
        RunResult result = await session.RunAsync("$Rows | New-CometImage @Small -ResponseFormat Base64 -ThrottleLimit 64 -TimeoutSec 1 -MaximumRetryCount 8");

        string[] created = [.. result.Output.Select(image => image.Text("Prompt")!)];
        string[] failed = [.. result.Errors.Select(error => error.Target().Text("Prompt")!)];
        Assert.Equal(Enumerable.Range(0, Prompts).Select(i => $"prompt {i}").Order(StringComparer.Ordinal), created.Concat(failed).Order(StringComparer.Ordinal));
        Assert.Equal(created.Select(prompt => $"{prompt["prompt ".Length..]}.png").Order(StringComparer.Ordinal), session.Folder.NamesIn("run"));
        Assert.NotEmpty(failed);

        int retryCount = 0;
        foreach (IGrouping<string, JournalEntry> sent in session.Requests.GroupBy(GetPrompt))
        {
            Assert.All(sent.OrderBy(request => request.Sequence).SkipLast(1), request => Assert.Contains(request.Status, s_retryableStatusCodes));
            retryCount += sent.Count() - 1;
        }

        Assert.InRange(retryCount, 1, Prompts);
    }

    static FaultRule Status(int status) => new() { Fault = FaultNames.Respond, Status = status, Headers = { ["Retry-After"] = "0" } };

    static PSObject CreateRow(string prompt, string file)
    {
        PSObject row = new();
        row.Properties.Add(new PSNoteProperty("Prompt", prompt));
        row.Properties.Add(new PSNoteProperty("OutFile", file));
        return row;
    }

    static string GetPrompt(JournalEntry request) => JsonElement.Parse(request.Body).GetProperty("prompt").GetString()!;
}
