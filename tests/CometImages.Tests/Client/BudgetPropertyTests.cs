using System.Text.Json;
using CometImages.Images;
using CometImages.Models;
using Xunit;

namespace CometImages.Tests.Client;

public sealed class BudgetPropertyTests
{
    [Fact]
    public async Task Two_hundred_random_runs_exceed_the_maximum_by_no_more_than_one_request()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { SameImage = true, UrlLifetimeSeconds = 5 });
        Random random = new(20261128);
        for (int run = 0; run < 200; run++)
        {
            decimal maximum = random.Next(1, 30) / 100m;
            int before = service.Requests.Count;
            CometClient client = new(new CometClientOptions
            {
                ApiKey = service.Host.Key,
                BaseUri = service.Host.BaseUri,
                SpoolFolder = service.Folder["spool"],
                ThrottleLimit = 8,
                History = service.NoHistory,
                MaximumCost = maximum,
            });
            ImageGenerationRequest[] requests = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => CreateRequest(random))];
            Task<ImageGenerationResult>[] tasks = [.. requests.Select(request => Task.Run(() => client.GenerateAsync(request, cancellationToken: TestContext.Current.CancellationToken)))];
            await Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default);
            decimal[] costs = [.. service.Requests.Skip(before).Where(entry => entry.Route == "generations").Select(GetCost)];
            Assert.True(costs.Sum() <= maximum + costs.DefaultIfEmpty().Max(), $"Run {run}: {costs.Sum()} of {maximum}");
            Assert.All(tasks.Where(task => task.IsFaulted), task =>
                Assert.Equal(CometErrorKind.BudgetReached, Assert.IsType<CometApiException>(task.Exception!.InnerException).Kind));
            Assert.Equal(costs.Length, tasks.Count(task => task.IsCompletedSuccessfully));
        }
    }

    static ImageGenerationRequest CreateRequest(Random random)
    {
        string[] sizes = ["1024x1024", "1536x1024", "2048x2048"];
        RequestValues values = new();
        values.Set(RequestField.Prompt, new string('x', random.Next(1, 200)));
        bool isPricedByTokens = random.Next(3) > 0;
        values.Set(RequestField.Model, isPricedByTokens ? "gpt-image-2" : "dall-e-2");
        values.Set(RequestField.Size, isPricedByTokens ? sizes[random.Next(sizes.Length)] : "256x256");
        values.Set(RequestField.Count, random.Next(1, 3));
        return new ImageGenerationRequest(values);
    }

    // What the emulator reports as usage, at the prices of its catalog.
    static decimal GetCost(JournalEntry entry)
    {
        JsonElement body = JsonElement.Parse(entry.Body);
        int count = body.GetProperty("n").GetInt32();
        if (entry.Model == "dall-e-2")
        {
            return count * 0.016m;
        }

        int[] size = [.. body.GetProperty("size").GetString()!.Split('x').Select(int.Parse)];
        int input = 3 + (body.GetProperty("prompt").GetString()!.Length / 4);
        return ((input * 4m) + (count * (size[0] * size[1] / 5350) * 24m)) / 1_000_000;
    }
}
