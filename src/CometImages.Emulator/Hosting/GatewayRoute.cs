using CometImages.Emulator.Answers;

namespace CometImages.Emulator.Hosting;

/// <summary>
/// What a wrong base URL or path meets, as at a gateway whose web site answers what its API does not know: GET is sent to
/// the front page, everything else gets an HTML page with status 200. Never a clean 404.
/// </summary>
static class GatewayRoute
{
    public static async Task AnswerAsync(Exchange exchange)
    {
        await exchange.ReadBodyAsync();
        HttpResponse response = exchange.Context.Response;
        if (HttpMethods.IsGet(exchange.Context.Request.Method) || HttpMethods.IsHead(exchange.Context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status301MovedPermanently;
            response.Headers.Location = "/";
            return;
        }

        await AnswerWriter.WriteAsync(exchange, Answer.Html(StatusCodes.Status200OK, HtmlPages.WrongPath));
    }
}
