using CometImages.Pricing;
using CsCheck;
using Xunit;

namespace CometImages.Tests.Pricing;

public sealed class RequestBudgetPropertyTests
{
    [Fact]
    public async Task Random_runs_exceed_the_maximum_by_no_more_than_one_request_does()
    {
        Gen<RunRequest> request = Gen.Select(Gen.Int[0, 3], Gen.Double[1, 9.9], Gen.Int[0, 9], Gen.Bool, (model, factor, outcome, isKnown) =>
            new RunRequest(model, model == 0 ? 0.02m : (decimal)factor * model / 100, (Outcome)Math.Max(0, outcome - 7), isKnown));
        await Gen.Select(Gen.Int[1, 300], Gen.Int[1, 12], request.Array[1, 80], Gen.Int).SampleAsync(
            (cents, concurrency, requests, seed) => AssertRunAsync(cents / 100m, concurrency, requests, new Random(seed)), iter: 2000);
    }

    // Costs of the same model vary less than tenfold. Model 0 has an exact price.
    static async Task AssertRunAsync(decimal maximum, int concurrency, RunRequest[] requests, Random random)
    {
        RequestBudget budget = new(maximum);
        Queue<(long Ticket, RunRequest Request)> input = new(requests.Select((request, index) => ((long)index, request)));
        List<(RunRequest Request, Task<RequestBudget.Admission> Admission)> running = [];
        decimal spent = 0;
        decimal largestSurprise = 0;
        while (input.Count > 0 || running.Count > 0)
        {
            while (input.Count > 0 && running.Count < concurrency)
            {
                (long ticket, RunRequest next) = input.Dequeue();
                CostEstimate estimate = next.Model == 0 ? new CostEstimate(next.Cost, IsExact: true)
                    : new CostEstimate(next.IsInHistory ? next.Model / 100m : null, IsExact: false);
                running.Add((next, budget.AdmitAsync(ticket, new RequestCostKey($"{next.Model}", null, null, null, 1), estimate, TestContext.Current.CancellationToken)));
            }

            await Task.WhenAny(running.Select(item => item.Admission)).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            (RunRequest Request, Task<RequestBudget.Admission> Admission)[] decided = [.. running.Where(item => item.Admission.IsCompleted)];
            (RunRequest request, Task<RequestBudget.Admission> task) = decided[random.Next(decided.Length)];
            running.Remove((request, task));
            if (task.IsFaulted)
            {
                Assert.Equal(CometErrorKind.BudgetReached, Assert.IsType<CometApiException>(task.Exception.InnerException).Kind);
                continue;
            }

            using RequestBudget.Admission admission = await task;
            // A cost that isn't known is assumed to be the highest one that is.
            decimal cost = request.Outcome == Outcome.Known ? request.Cost : Math.Min(request.Cost, admission.Estimate.Highest ?? decimal.MaxValue);
            if (request.Outcome != Outcome.Rejected)
            {
                spent += cost;
                largestSurprise = Math.Max(largestSurprise, cost - admission.Estimate.Highest.GetValueOrDefault());
            }

            admission.End(request.Outcome == Outcome.Known ? request.Cost : null, request.Outcome == Outcome.Uncertain ? 1 : 0);
        }

        Assert.True(spent <= maximum + largestSurprise, $"{spent} of {maximum}, {largestSurprise} at once");
    }

    enum Outcome
    {
        Known,
        Uncertain,
        Rejected,
    }

    sealed record RunRequest(int Model, decimal Cost, Outcome Outcome, bool IsInHistory);
}
