using System.Net;
using CometImages.Emulator.Faults;

namespace CometImages.Emulator.Endpoints;

/// <summary>The page at <c>/</c>: what the emulator is and how to control it.</summary>
static class FrontPage
{
    public static string Create(string host)
    {
        using StreamReader page = new(typeof(FrontPage).Assembly.GetManifestResourceStream("front-page.html")!);
        return page.ReadToEnd()
            .Replace("{host}", WebUtility.HtmlEncode(host), StringComparison.Ordinal)
            .Replace("{faults}", CreateRows(FaultRegistry.All.Select(fault => (fault.Name, fault.Description))), StringComparison.Ordinal)
            .Replace("{settings}", CreateRows(DescribedProperties.GetDescriptions<EmulatorSettings>().Select(
                setting => (setting.Key, setting.Value))), StringComparison.Ordinal);
    }

    static string CreateRows(IEnumerable<(string Name, string Description)> rows) => string.Join('\n', rows.Select(row =>
        $"<tr><td>{WebUtility.HtmlEncode(row.Name)}</td><td>{WebUtility.HtmlEncode(row.Description)}</td></tr>"));
}
