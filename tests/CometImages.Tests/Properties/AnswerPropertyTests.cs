using System.Globalization;
using CometImages.Tests.Support;
using CsCheck;
using Xunit;

namespace CometImages.Tests.Properties;

/// <summary>
/// Random answers against the oracle. COMETIMAGES_PROPERTY_ITERATIONS says how many each test tries, for a longer run by hand:
/// <c>COMETIMAGES_PROPERTY_ITERATIONS=500000 dotnet run --project tests/CometImages.Tests -- --filter-class "*AnswerPropertyTests"</c>.
/// </summary>
public sealed class AnswerPropertyTests
{
    const int Few = 8_000;

    static readonly long s_iterations =
        long.TryParse(Environment.GetEnvironmentVariable("COMETIMAGES_PROPERTY_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out long many) ? many : Few;

    [Fact]
    public void Every_spelling_in_every_split_means_what_the_platform_says()
    {
        using TempFolder folder = TempFolder.Quick();
        AnswerGen.Right.Sample(answer => AnswerComparison.Check(answer, folder), TestContext.Current.TestOutputHelper!.WriteLine, iter: s_iterations);
    }

    [Fact]
    public void A_spoiled_answer_is_broken_where_the_platform_says_and_keeps_what_was_whole()
    {
        using TempFolder folder = TempFolder.Quick();
        AnswerGen.Spoiled.Sample(answer => AnswerComparison.Check(answer, folder), TestContext.Current.TestOutputHelper!.WriteLine, iter: s_iterations);
    }
}
