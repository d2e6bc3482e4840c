using CometImages.Pricing;
using Xunit;

namespace CometImages.Tests.Pricing;

public sealed class RequestBudgetTests
{
    static readonly RequestCostKey s_key = new("gpt-image-2", "1024x1024", null, "low", 1);
    static readonly CostEstimate s_unknown = new(null, IsExact: false);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_a_cost_is_known_one_request_is_in_flight()
    {
        RequestBudget budget = new(1);
        using RequestBudget.Admission first = await budget.AdmitAsync(1, s_key, s_unknown, Cancellation);
        Task<RequestBudget.Admission>[] others = [.. Enumerable.Range(2, 9).Select(ticket => budget.AdmitAsync(ticket, s_key, s_unknown, Cancellation))];
        Assert.DoesNotContain(others, other => other.IsCompleted);
        first.End(0.01m, uncertainCount: 0);
        await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(5), Cancellation);
        Assert.Equal(0.01m, budget.Spent);
    }

    [Fact]
    public async Task Requests_with_an_exact_price_use_the_whole_budget()
    {
        RequestBudget budget = new(0.1m);
        RequestBudget.Admission[] admissions = [];
        for (int ticket = 1; ticket <= 5; ticket++)
        {
            admissions = [.. admissions, await budget.AdmitAsync(ticket, s_key, new CostEstimate(0.02m, IsExact: true), Cancellation)];
        }

        Task<RequestBudget.Admission> refused = budget.AdmitAsync(6, s_key, new CostEstimate(0.02m, IsExact: true), Cancellation);
        Assert.False(refused.IsCompleted);
        Array.ForEach(admissions, admission => admission.End(0.02m, uncertainCount: 0));
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => refused);
        Assert.Equal((CometErrorKind.BudgetReached, true, 0), (error.Kind, error.RequestNotSent, error.AttemptCount));
        Assert.Equal("The request wasn't sent, because of the maximum cost of $0.10. The earlier requests cost $0.10.", error.Detail);
        Assert.Equal(error.Detail, Assert.Throws<CometApiException>(budget.ThrowIfReached).Detail);
    }

    [Fact]
    public async Task After_a_refusal_no_cheaper_request_is_admitted()
    {
        RequestBudget budget = new(1);
        await Assert.ThrowsAsync<CometApiException>(() => budget.AdmitAsync(1, s_key, new CostEstimate(2, IsExact: true), Cancellation));
        await Assert.ThrowsAsync<CometApiException>(() => budget.AdmitAsync(2, s_key, new CostEstimate(0.01m, IsExact: true), Cancellation));
    }

    [Fact]
    public async Task A_failure_that_may_have_been_charged_costs_the_highest_known_cost()
    {
        RequestBudget budget = new(1);
        (await budget.AdmitAsync(1, s_key, s_unknown, Cancellation)).End(0.2m, uncertainCount: 0);
        (await budget.AdmitAsync(2, s_key, s_unknown, Cancellation)).End(0.1m, uncertainCount: 0);
        (await budget.AdmitAsync(3, s_key, s_unknown, Cancellation)).End(null, uncertainCount: 2);
        Assert.Equal(0.7m, budget.Spent);
    }

    [Fact]
    public async Task A_failure_that_was_not_charged_costs_nothing()
    {
        RequestBudget budget = new(1);
        (await budget.AdmitAsync(1, s_key, s_unknown, Cancellation)).Dispose();
        (await budget.AdmitAsync(2, s_key, s_unknown, Cancellation)).End(1, uncertainCount: 0);
        Assert.Equal(1, budget.Spent);
    }

    [Fact]
    public async Task A_charge_of_which_nothing_is_known_ends_the_run()
    {
        RequestBudget budget = new(1);
        (await budget.AdmitAsync(1, s_key, s_unknown, Cancellation)).End(null, uncertainCount: 1);
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => budget.AdmitAsync(2, s_key, s_unknown, Cancellation));
        Assert.Contains("-PricePerImage", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canceled_wait_lets_the_next_request_pass()
    {
        RequestBudget budget = new(1);
        RequestBudget.Admission exact = await budget.AdmitAsync(1, s_key, new CostEstimate(0.1m, IsExact: true), Cancellation);
        using CancellationTokenSource stop = new();
        Task<RequestBudget.Admission> canceled = budget.AdmitAsync(2, s_key, s_unknown, stop.Token);
        Task<RequestBudget.Admission> next = budget.AdmitAsync(3, s_key, new CostEstimate(0.1m, IsExact: true), Cancellation);
        Assert.False(next.IsCompleted);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        await next.WaitAsync(TimeSpan.FromSeconds(5), Cancellation);
        exact.Dispose();
    }
}
