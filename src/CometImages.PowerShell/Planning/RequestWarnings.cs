using System.Globalization;
using CometImages.Models;

namespace CometImages.PowerShell.Planning;

/// <summary>What a user should know about a request that is sent nevertheless.</summary>
static class RequestWarnings
{
    public static IEnumerable<string> Get(ImageRequestInput input)
    {
        if (KnownImageModels.Find(input.ModelOrDefault) is not { } model)
        {
            yield break;
        }

        if (model.RetirementDate is { } date)
        {
            string retires = model.IsRetired(DateTime.Today) ? "retired" : "will retire";
            yield return string.Format(
                CultureInfo.InvariantCulture,
                "{0} {1} {2} on {3:yyyy-MM-dd}. Use {4} instead.",
                model.Provider,
                retires,
                input.ModelOrDefault,
                date,
                model.Replacement);
        }

        if (model.ReturnsBase64Only && input.Values.Get(RequestField.ResponseFormat) == ImageResponseFormat.Url)
        {
            yield return $"{input.ModelOrDefault} always returns base64, so the image is a file and has no URL.";
        }

        foreach (RequestField field in RequestField.All)
        {
            if (input.Values[field] is string value && model.IsPreview(field, value))
            {
                yield return $"{input.ModelOrDefault} supports {field} '{value}' as a preview only. The service may reject it.";
            }
        }
    }
}
