namespace CometImages.Benchmarks.Core;

// The OpenAI package sends one image.
[Description("Upload of 16 images of 48 MB to edit")]
public class EditUploadOf16Images() : EditUpload(images: 16);
