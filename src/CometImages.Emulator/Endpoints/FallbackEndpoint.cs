using CometImages.Emulator.Middleware;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary>
/// The response to a wrong base URL or path, like that of a gateway whose website handles what its API doesn't: GET is redirected to the
/// front page, and everything else gets an HTML page with status code 200.
/// </summary>
static class FallbackEndpoint
{
    const string Page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Welcome</title></head>
        <body><h1>Welcome</h1><p>This is the website. The API is under /v1.</p></body></html>
        """;

    public static void Map(IEndpointRouteBuilder app) =>
        app.Map("{*path}", Get).WithMetadata(new EmulatedRoute(RouteNames.Other));

    static IResult Get(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        ? TypedResults.Redirect("/", permanent: true)
        : new EmulatedResponse(StatusCodes.Status200OK, EmulatedResponse.HtmlContentType, Page);
}
