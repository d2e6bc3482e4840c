namespace CometImages.Models;

static class ImageResponseFormatExtensions
{
    const string Url = "url";
    const string Base64 = "b64_json";

    /// <summary>Gets the API's name of a format.</summary>
    public static string ToWireName(this ImageResponseFormat format) => format switch
    {
        ImageResponseFormat.Url => Url,
        ImageResponseFormat.Base64 => Base64,
    };

    public static ImageResponseFormat FromWireName(string name) => name == Base64 ? ImageResponseFormat.Base64 : ImageResponseFormat.Url;
}
