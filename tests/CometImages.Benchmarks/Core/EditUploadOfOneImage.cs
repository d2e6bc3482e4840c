using System.ClientModel;
using OpenAI;
using OpenAI.Images;

namespace CometImages.Benchmarks.Core;

[Description("Upload of an image of 48 MB to edit")]
public class EditUploadOfOneImage() : EditUpload(images: 1)
{
    ImageClient _openAI = null!;

    public override void SetUp()
    {
        base.SetUp();
        _openAI = new ImageClient(
            PreparedResponse.Model, new ApiKeyCredential("local"), new OpenAIClientOptions { Endpoint = Response.BaseUri });
    }

    [Benchmark]
    public Task OpenAIPackage() => _openAI.GenerateImageEditAsync(Files[0], PreparedResponse.Prompt);
}
