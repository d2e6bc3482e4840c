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
sealed class EmulatorServer
{
    const long MostRequestBytes = 64L << 20;
    const long ResponseBufferBytes = 1 << 20;

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    readonly WebApplication _app;
    ListenOptions? _api;
    ListenOptions? _pictures;

    public EmulatorServer(EmulatorOptions options, EmulatorState state)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(EmulatorServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = ResponseBufferBytes);
        builder.Services.AddRoutingCore().AddResponseCompression().AddSingleton<IHostLifetime, NoLifetime>();
        _app = builder.Build();
        Map(state);
    }

    /// <summary>The API's port, once it has started.</summary>
    public int Port => _api!.IPEndPoint!.Port;

    /// <summary>The pictures' port, once it has started.</summary>
    public int PicturePort => _pictures!.IPEndPoint!.Port;

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public async Task StopAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    static ListenOptions Http1(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        return listen;
    }

    void Configure(KestrelServerOptions kestrel, EmulatorOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
        kestrel.Limits.MaxResponseBufferSize = ResponseBufferBytes;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Listen(IPAddress.Loopback, options.Port, listen => _api = Http1(listen));
        kestrel.Listen(IPAddress.Loopback, options.PicturePort, listen => _pictures = Http1(listen).Marked());
    }

    void Map(EmulatorState state)
    {
        Journaled journaled = new(state);
        RequestDelegate picture = journaled.Route(Routes.Pictures, PictureRoute.AnswerAsync);
        _app.MapWhen(context => context.Features.Get<PictureEndpoint>() is not null, branch => branch.Run(picture));
        _app.UseWhen(_ => state.Settings.Compression, branch => branch.UseResponseCompression());
        _app.MapPost("/v1/images/generations", journaled.Route(Routes.Generations, GenerationRoute.AnswerAsync));
        _app.MapGet("/v1/models", journaled.Route(Routes.Models, CatalogueRoutes.ModelsAsync));
        _app.MapGet("/api/models", journaled.Route(Routes.Catalogue, CatalogueRoutes.CatalogueAsync));
        _app.MapGet("/user/quota", journaled.Route(Routes.Quota, QuotaRoute.AnswerAsync));
        _app.MapFallback("{*path}", journaled.Route(Routes.Other, GatewayRoute.AnswerAsync));
        ControlRoutes.Map(_app, state);
    }
}
