using CometImages.Emulator.Answers;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Catalogue;

/// <summary><c>GET /v1/models</c>, which wants the key, and <c>GET /api/models</c>, which does not.</summary>
static class CatalogueRoutes
{
    public static Task ModelsAsync(Exchange exchange) =>
        JsonRoute.AnswerAsync(exchange, KeyCheck.Refuse(exchange), () => CatalogueFile.Models);

    public static Task CatalogueAsync(Exchange exchange) =>
        JsonRoute.AnswerAsync(exchange, refusal: null, () => CatalogueFile.Catalogue);
}
