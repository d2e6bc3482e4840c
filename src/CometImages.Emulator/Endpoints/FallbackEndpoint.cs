using CometImages.Emulator.Middleware;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary>
/// The response to an unsupported request. Under <c>/v1</c>, it's an error in JSON. Elsewhere, it's like that of a gateway whose website
/// handles what its API doesn't: GET is redirected to the front page, and everything else gets an HTML page with status code 200.
/// </summary>
static class FallbackEndpoint
{
    const string Page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Welcome</title></head>
        <body><h1>Welcome</h1><p>This is the website. The API is under /v1.</p></body></html>
        """;

    static readonly (string Path, string Method)[] s_supported =
    [
        ("/v1/images/generations", HttpMethods.Post),
        ("/v1/images/edits", HttpMethods.Post),
        ("/v1/models", HttpMethods.Get),
        ("/v1/models/{id}", HttpMethods.Get),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        EmulatedRoute route = new(RouteNames.Other);
        foreach ((string path, string method) in s_supported)
        {
            app.Map(path, (HttpContext context) => RejectMethod(context, method)).WithMetadata(route);
        }

        app.Map("/v1/{*path}", RejectPath).WithMetadata(route);
        app.Map("{*path}", GetWebsite).WithMetadata(route);
    }

    static ApiError RejectMethod(HttpContext context, string supported)
    {
        context.Response.Headers.Allow = supported;
        string message = $"The method {context.Request.Method} isn't supported. Use {supported}.";
        return new ApiError(StatusCodes.Status405MethodNotAllowed, message, Code: "method_not_supported");
    }

    static ApiError RejectPath(HttpRequest request) =>
        new(StatusCodes.Status404NotFound, $"Invalid URL ({request.Method} {request.Path})", Code: "", Type: "invalid_request_error");

    static IResult GetWebsite(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        ? TypedResults.Redirect("/", permanent: true)
        : new EmulatedResponse(StatusCodes.Status200OK, EmulatedResponse.HtmlContentType, Page);
}
