namespace CometImages.Quickstart;

/// <summary>The lines of the demonstration. The bare engine must know every command in them.</summary>
static class Demonstration
{
    static readonly DemonstrationLine s_first = new(
        "The default model answers a URL; Save-CometImage downloads it.",
        "'A paper boat floating on calm water at sunrise.' | New-CometImage | Save-CometImage -Path ./pictures");

    /// <summary>With the emulator, where pictures cost nothing.</summary>
    public static IReadOnlyList<DemonstrationLine> Emulated { get; } =
    [
        s_first,
        new(
            "The gpt-image models answer base64, which becomes a file while it arrives.",
            """
            New-CometImage 'A red fox, flat sticker' -Model gpt-image-2 -OutputFormat webp -Background transparent |
                Save-CometImage ./pictures
            """),
        new(
            "Several pictures of one prompt, with names of your own; -Force overwrites those of the last run.",
            """
            New-CometImage 'A lighthouse in a storm' -Model dall-e-2 -Count 2 -Size 512x512 |
                Save-CometImage ./pictures -Name 'lighthouse-{Index}' -Force
            """),
        new(
            "A provider's own fields go along. -OutFile saves at once, and with -SkipExisting a second run buys nothing twice.",
            """
            New-CometImage 'Mountains above the clouds' -Model doubao-seedream-4-0-250828 -Size 2304x1728 `
                -AdditionalProperty @{ watermark = $false } -OutFile ./banners/mountains.jpg -SkipExisting
            """),
        new("What the models take.", "Get-CometImageModel dall-e*, gpt-image-2"),
    ];

    /// <summary>With the real service: two pictures, small and cheap.</summary>
    public static IReadOnlyList<DemonstrationLine> Live { get; } =
    [
        s_first,
        new(
            "The gpt-image models answer base64, which becomes a file while it arrives.",
            "New-CometImage 'A red fox, flat sticker' -Model gpt-image-1-mini -Quality low | Save-CometImage ./pictures"),
    ];
}
