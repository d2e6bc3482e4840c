using System.Security;
using System.Text;

namespace CometImages.Emulator.Rendering;

/// <summary>Writes SVG files.</summary>
static class SvgWriter
{
    /// <summary>Writes a drawing of a few elements: a sky, a sun, two hills, and the prompt.</summary>
    public static byte[] Write(RenderedImageKey key)
    {
        Random random = new(ImageRenderer.GetSeed(key));
        int hue = random.Next(360);
        int sun = random.Next(60, 340);
        string prompt = SecurityElement.Escape(StrokeFont.Spell(key.Prompt));
        return Encoding.UTF8.GetBytes(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{key.Size.Width}" height="{key.Size.Height}" viewBox="0 0 400 400">
              <title>{prompt}</title>
              <rect x="-800" y="-800" width="2000" height="2000" fill="hsl({hue}, 60%, 82%)"/>
              <circle cx="{sun}" cy="110" r="34" fill="#FFF3B0"/>
              <ellipse cx="340" cy="900" rx="1000" ry="620" fill="hsl({hue}, 35%, 48%)"/>
              <ellipse cx="40" cy="1000" rx="1000" ry="680" fill="hsl({hue}, 40%, 30%)"/>
              <text x="24" y="376" font-family="sans-serif" font-size="18" fill="#FFFBF2">{prompt}</text>
            </svg>
            """);
    }

    /// <summary>Writes a file that contains an image.</summary>
    public static byte[] Embed(RenderedImageKey key, byte[] png) => Encoding.UTF8.GetBytes(
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{key.Size.Width}" height="{key.Size.Height}">
          <title>{SecurityElement.Escape(StrokeFont.Spell(key.Prompt))}</title>
          <image width="{key.Size.Width}" height="{key.Size.Height}" href="data:image/png;base64,{Convert.ToBase64String(png)}"/>
        </svg>
        """);
}
