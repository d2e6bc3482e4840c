using System.Text.Json;
using CometImages.Text;

namespace CometImages.Records;

/// <summary>Writes and reads the image of a record. Its properties have the names that PowerShell shows.</summary>
static class ImageJson
{
    /// <summary>Writes what an image is.</summary>
    public static void Write(Utf8JsonWriter writer, CometImage image)
    {
        writer.WriteString(nameof(CometImage.Created), image.Created);
        writer.WriteText(nameof(CometImage.Model), image.Model);
        writer.WriteText(nameof(CometImage.Prompt), image.Prompt);
        writer.WriteText(nameof(CometImage.RevisedPrompt), image.RevisedPrompt);
        writer.WriteNumber(nameof(CometImage.Index), image.Index);
        writer.WriteText(nameof(CometImage.Size), image.Size);
        writer.WriteInteger(nameof(CometImage.Width), image.Width);
        writer.WriteInteger(nameof(CometImage.Height), image.Height);
        writer.WriteText(nameof(CometImage.Quality), image.Quality);
        writer.WriteText(nameof(CometImage.Background), image.Background);
        writer.WriteText(nameof(CometImage.OutputFormat), image.OutputFormat);
        writer.WriteInteger(nameof(CometImage.InputTokens), image.InputTokens);
        writer.WriteInteger(nameof(CometImage.OutputTokens), image.OutputTokens);
        writer.WriteInteger(nameof(CometImage.TotalTokens), image.TotalTokens);
        writer.WriteDecimal(nameof(CometImage.Cost), image.Cost);
        writer.WriteText(nameof(CometImage.CostBasis), image.CostBasis?.ToString());
        writer.WriteText(nameof(CometImage.RequestId), image.RequestId);
    }

    /// <summary>Writes where an image is, and which image was edited.</summary>
    public static void WriteLocation(Utf8JsonWriter writer, CometImage image)
    {
        writer.WriteText(nameof(CometImage.SourceImage), image.SourceImage);
        writer.WriteText(nameof(CometImage.Url), image.Url);
        writer.WriteText(nameof(CometImage.Path), image.Path);
        writer.WriteText(nameof(CometImage.OutFile), image.OutFile);
    }

    /// <summary>Reads what <see cref="Write"/> and <see cref="WriteLocation"/> wrote.</summary>
    public static CometImage Read(JsonElement json) => new()
    {
        Created = json.GetTime(nameof(CometImage.Created))?.LocalDateTime ?? default,
        Model = json.GetText(nameof(CometImage.Model)),
        Prompt = json.GetText(nameof(CometImage.Prompt)),
        RevisedPrompt = json.GetText(nameof(CometImage.RevisedPrompt)),
        SourceImage = json.GetText(nameof(CometImage.SourceImage)),
        Url = json.GetText(nameof(CometImage.Url)),
        Path = json.GetText(nameof(CometImage.Path)),
        OutFile = json.GetText(nameof(CometImage.OutFile)),
        Index = (int?)json.GetNumber(nameof(CometImage.Index)) ?? 0,
        Size = json.GetText(nameof(CometImage.Size)),
        Width = (int?)json.GetNumber(nameof(CometImage.Width)),
        Height = (int?)json.GetNumber(nameof(CometImage.Height)),
        Quality = json.GetText(nameof(CometImage.Quality)),
        Background = json.GetText(nameof(CometImage.Background)),
        OutputFormat = json.GetText(nameof(CometImage.OutputFormat)),
        InputTokens = json.GetNumber(nameof(CometImage.InputTokens)),
        OutputTokens = json.GetNumber(nameof(CometImage.OutputTokens)),
        TotalTokens = json.GetNumber(nameof(CometImage.TotalTokens)),
        Cost = json.GetDecimal(nameof(CometImage.Cost)),
        CostBasis = Enum.TryParse(json.GetText(nameof(CometImage.CostBasis)), out CostBasis basis) ? basis : null,
        RequestId = json.GetText(nameof(CometImage.RequestId)),
    };
}
