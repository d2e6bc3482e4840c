using System.Globalization;
using CometImages.Tests.Shared;
using CsCheck;
using Xunit;

namespace CometImages.Tests.Responses.Properties;

/// <summary>
/// Random answers against the oracle. COMETIMAGES_PROPERTY_ITERATIONS says how many each test tries, for a longer run by hand:
/// <c>COMETIMAGES_PROPERTY_ITERATIONS=500000 dotnet run --project tests/CometImages.Tests -- --filter-class "*ImageResponseReaderPropertyTests"</c>.
/// </summary>
public sealed class ImageResponseReaderPropertyTests
{
    const int Few = 8_000;

    static readonly long s_iterations =
        long.TryParse(Environment.GetEnvironmentVariable("COMETIMAGES_PROPERTY_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out long many) ? many : Few;

    [Fact]
    public void Every_spelling_in_every_split_means_what_the_platform_says()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        ResponseGen.Right.Sample(answer => ResponseComparison.Check(answer, folder), TestContext.Current.TestOutputHelper!.WriteLine, iter: s_iterations);
    }

    [Fact]
    public void A_spoiled_answer_is_broken_where_the_platform_says_and_keeps_what_was_whole()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        ResponseGen.Spoiled.Sample(answer => ResponseComparison.Check(answer, folder), TestContext.Current.TestOutputHelper!.WriteLine, iter: s_iterations);
    }
}
