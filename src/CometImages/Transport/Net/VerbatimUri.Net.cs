namespace CometImages.Transport;

static partial class VerbatimUri
{
    static bool TryCreate(string url, out Uri? uri) =>
        Uri.TryCreate(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out uri);
}
