using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CometImages.PowerShell.Display.Gallery;

/// <summary>The page around the sections: the template with its style and its script, which are the only ones that its policy permits.</summary>
static class GalleryPage
{
    static readonly Regex s_placeholder = new(@"\{\{(\w+)\}\}", RegexOptions.CultureInvariant);

    /// <summary>Creates the page. The sections belong between its two parts.</summary>
    public static (string Start, string End) Create(GalleryOptions options, string summary)
    {
        string style = ReadResource("gallery.css");
        string script = ReadResource("gallery.js");
        Dictionary<string, string> values = new()
        {
            ["title"] = WebUtility.HtmlEncode(options.Title),
            ["summary"] = WebUtility.HtmlEncode(summary),
            ["images"] = options.Embed ? "data:" : "'self' file:",
            ["style"] = style,
            ["styleHash"] = GetHash(style),
            ["script"] = script,
            ["scriptHash"] = GetHash(script),
        };

        // The values are inserted in one pass, so that a title that looks like a placeholder stays a title.
        string[] parts = Regex.Split(ReadResource("gallery.html"), @"\{\{sections\}\}");
        string Insert(string part) => s_placeholder.Replace(part, match => values[match.Groups[1].Value]);
        return (Insert(parts[0]), Insert(parts[1]));
    }

    static string ReadResource(string name)
    {
        using StreamReader reader = new(typeof(GalleryPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    static string GetHash(string text)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return $"sha256-{Convert.ToBase64String(hash.GetHashAndReset())}";
    }
}
