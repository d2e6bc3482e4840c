namespace CometImages.Models;

static class ImageResponseFormatExtensions
{
    /// <summary>Gets the API's name of a format.</summary>
    public static string ToWireName(this ImageResponseFormat format) => format switch
    {
        ImageResponseFormat.Url => "url",
        ImageResponseFormat.Base64 => "b64_json",
    };
}
