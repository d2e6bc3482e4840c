namespace CometImages.Metadata;

/// <summary>Specifies where the metadata of a file contains a prompt. The first of them that a file has is its prompt.</summary>
enum PromptSource
{
    /// <summary>The property for a prompt in the metadata standard of the IPTC, in XMP.</summary>
    AIPromptInformation,

    /// <summary>The text of a PNG file in which generators write the prompt and their parameters.</summary>
    Parameters,

    /// <summary>The text of a PNG file in which generators write the prompt.</summary>
    Prompt,

    /// <summary>The description in XMP.</summary>
    XmpDescription,

    /// <summary>The description of a PNG file.</summary>
    PngDescription,

    /// <summary>The description in Exif.</summary>
    ImageDescription,
}
