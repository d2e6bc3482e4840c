using System.Net;
using CometImages.Emulator.Catalogue;
using CometImages.Emulator.Control;
using CometImages.Emulator.Generations;
using CometImages.Emulator.Pictures;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CometImages.Emulator.Hosting;

/// <summary>
/// The web application: two loopback endpoints and the routes behind them. Built from nothing, so that neither environment
/// variables nor configuration files change where it listens.
/// </summary>
sealed class EmulatorServer(WebApplication app, ListenOptions api, ListenOptions pictures)
{
    const long MostRequestBytes = 64L << 20;
    const long ResponseBufferBytes = 1 << 20;

    public int Port => api.IPEndPoint!.Port;

    public int PicturePort => pictures.IPEndPoint!.Port;

    public static EmulatorServer Build(EmulatorOptions options, EmulatorState state)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(EmulatorServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        ListenOptions? api = null;
        ListenOptions? pictures = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
            kestrel.Limits.MaxResponseBufferSize = ResponseBufferBytes;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => api = Http1(listen));
            kestrel.Listen(IPAddress.Loopback, options.PicturePort, listen => pictures = Http1(listen).Marked());
        });
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = ResponseBufferBytes);
        builder.Services.AddRoutingCore().AddResponseCompression().AddSingleton<IHostLifetime, NoLifetime>();

        WebApplication app = builder.Build();
        Map(app, state);

        // The options are configured when the host is built; from then on both endpoints are known.
        _ = app.Services.GetService(typeof(Microsoft.Extensions.Options.IOptions<KestrelServerOptions>)) is
            Microsoft.Extensions.Options.IOptions<KestrelServerOptions> { Value: not null };
        return new EmulatorServer(app, api!, pictures!);
    }

    public Task StartAsync(CancellationToken cancellationToken) => app.StartAsync(cancellationToken);

    public async Task StopAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMilliseconds(250));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }

    static ListenOptions Http1(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        return listen;
    }

    static void Map(WebApplication app, EmulatorState state)
    {
        Journaled journaled = new(state);
        RequestDelegate picture = journaled.Route(Routes.Pictures, PictureRoute.AnswerAsync);
        app.MapWhen(context => context.Features.Get<PictureEndpoint>() is not null, branch => branch.Run(picture));
        app.UseWhen(_ => state.Settings.Compression, branch => branch.UseResponseCompression());
        app.MapPost("/v1/images/generations", journaled.Route(Routes.Generations, GenerationRoute.AnswerAsync));
        app.MapGet("/v1/models", journaled.Route(Routes.Models, CatalogueRoutes.ModelsAsync));
        app.MapGet("/api/models", journaled.Route(Routes.Catalogue, CatalogueRoutes.CatalogueAsync));
        app.MapGet("/user/quota", journaled.Route(Routes.Quota, QuotaRoute.AnswerAsync));
        app.MapFallback("{*path}", journaled.Route(Routes.Other, GatewayRoute.AnswerAsync));
        ControlRoutes.Map(app, state);
    }
}
