using System.Text;

namespace CometImages.Benchmarks.Core;

/// <summary>A request without anything around it, from the core's process and from PowerShell.</summary>
public static class BareClient
{
    static readonly HttpClient s_http = new();

    public static void Post(string uri) => PostAsync(new Uri(uri)).GetAwaiter().GetResult();

    internal static async Task PostAsync(Uri uri)
    {
        using StringContent content = new("""{"model":"dall-e-3","prompt":"A paper boat."}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await s_http.PostAsync(uri, content);
        await response.Content.ReadAsByteArrayAsync();
    }
}
