namespace CometImages.Emulator.Answers;

/// <summary>The pages that stand where JSON or a picture was expected.</summary>
static class HtmlPages
{
    public const string WrongPath =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Welcome</title></head>
        <body><h1>Welcome</h1><p>This is the web site. The API lives under /v1.</p></body></html>
        """;

    public const string Proxy =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>A proxy's page</title></head>
        <body><h1>Something stands between you and the API</h1><p>This page is not the answer.</p></body></html>
        """;

    public const string BadGateway =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>502 Bad gateway</title></head>
        <body><h1>502</h1><p>The host behind this gateway gave no valid answer.</p></body></html>
        """;
}
