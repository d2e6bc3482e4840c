using System.Management.Automation;
using CometImages.Images;
using CometImages.PowerShell.Binding;
using CometImages.Storage;

namespace CometImages.PowerShell.Planning;

/// <summary>Names image files by a template, or by a script block in which <c>$_</c> is the image.</summary>
/// <param name="fileName">The script block, or the text of the template.</param>
sealed class ImageNamer(object fileName)
{
    readonly FileNameTemplate? _template = fileName is ScriptBlock ? null : new FileNameTemplate(RemoveImageExtension((string)fileName), "-FileName");

    /// <summary>Returns the sanitized name of an image, without extension.</summary>
    /// <exception cref="CometApiException">The template has an unknown placeholder, or the script block fails or returns no name.</exception>
    public string GetName(CometImage image) => _template is null
        ? FileNameSanitizer.Sanitize(RemoveImageExtension(Invoke((ScriptBlock)fileName, image)))
        : _template.FormatName(image, RowColumns.Images.GetOther(PSObject.AsPSObject(image)).GetValue);

    // The format of the image determines the extension.
    static string RemoveImageExtension(string name) =>
        ImageFileFormat.FromExtension(name) is null ? name : name.Remove(name.LastIndexOf('.'));

    static string Invoke(ScriptBlock script, CometImage image)
    {
        try
        {
            PSObject? name = script.InvokeWithContext(null, [new PSVariable("_", image)]).FirstOrDefault();
            return name.IsNullOrBlank() ? throw CreateError("it returned no name.") : name!.ToString();
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw CreateError(e.Message, e);
        }
    }

    static CometApiException CreateError(string reason, Exception? innerException = null) => new(
        CometErrorKind.InvalidRequest, $"The script block of -FileName failed: {reason}", "Correct the script block.", innerException);
}
