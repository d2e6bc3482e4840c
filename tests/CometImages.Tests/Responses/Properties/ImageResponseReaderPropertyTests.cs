using System.Globalization;
using CometImages.Tests.Shared;
using CsCheck;
using Xunit;

namespace CometImages.Tests.Responses.Properties;

/// <summary>
/// Compares random responses with the oracle. COMETIMAGES_PROPERTY_ITERATIONS sets the number of responses for each test:
/// <c>COMETIMAGES_PROPERTY_ITERATIONS=500000 dotnet run --project tests/CometImages.Tests -- --filter-class "*ImageResponseReaderPropertyTests"</c>.
/// </summary>
public sealed class ImageResponseReaderPropertyTests
{
    const int DefaultIterations = 8_000;

    static readonly long s_iterations =
        long.TryParse(Environment.GetEnvironmentVariable("COMETIMAGES_PROPERTY_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out long iterations) ? iterations : DefaultIterations;

    [Fact]
    public void Every_spelling_in_every_split_is_read_as_JsonDocument_reads_it()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        ResponseGen.Valid.Sample(response => ResponseComparison.Check(response, folder), TestContext.Current.TestOutputHelper!.WriteLine, iter: s_iterations);
    }

    [Fact]
    public void A_corrupted_response_is_invalid_where_JsonDocument_says_so_and_complete_images_are_kept()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        ResponseGen.Corrupted.Sample(response => ResponseComparison.Check(response, folder), TestContext.Current.TestOutputHelper!.WriteLine, iter: s_iterations);
    }
}
