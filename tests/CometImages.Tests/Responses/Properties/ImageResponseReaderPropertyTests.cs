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
    public void Every_spelling_in_every_split_is_read_as_JsonDocument_reads_it()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        ResponseGen.Right.Sample(answer => ResponseComparison.Check(answer, folder), TestContext.Current.TestOutputHelper!.WriteLine, iter: s_iterations);
    }

    [Fact]
    public void A_corrupted_response_is_invalid_where_JsonDocument_says_so_and_complete_images_are_kept()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        ResponseGen.Spoiled.Sample(answer => ResponseComparison.Check(answer, folder), TestContext.Current.TestOutputHelper!.WriteLine, iter: s_iterations);
    }
}
