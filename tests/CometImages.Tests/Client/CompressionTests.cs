using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using CometImages.Tests.Responses;
using Xunit;

namespace CometImages.Tests.Client;

public sealed class CompressionTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compressed_response_is_decoded_as_it_arrives(string encoding)
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { Compression = true });
        using HttpClient http = new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None, UseProxy = false });
        using HttpRequestMessage request = new(HttpMethod.Post, service.Host.BaseUri + "/images/generations");
        request.Content = new StringContent("""{"model":"gpt-image-2","prompt":"a boat","n":2}""", Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Host.Key);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        await using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        await using Stream plain = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using ResponseReading reading = await Task.Run(() => ResponseReading.Of(plain), Cancellation);
        Assert.Null(reading.ReadError);
        Assert.Equal(Assert.Single(service.Requests).Images, reading.State.Items.Select(image => EmulatedService.Hash(image.File!.Path!)));
    }
}
