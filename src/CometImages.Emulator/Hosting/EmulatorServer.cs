using System.Net;
using CometImages.Emulator.Configuration;
using CometImages.Emulator.Endpoints;
using CometImages.Emulator.Faults;
using CometImages.Emulator.Journal;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Rendering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CometImages.Emulator.Hosting;

/// <summary>
/// The web application: two ports on loopback, and the pipeline behind them. It's built from nothing, so that neither environment variables
/// nor configuration files change where it listens.
/// </summary>
sealed class EmulatorServer
{
    const long MaxRequestLength = 64L << 20;
    const long ResponseBufferLength = 1 << 20;

    static readonly TimeSpan s_shutdownTimeout = TimeSpan.FromMilliseconds(250);

    readonly WebApplication _app;
    ListenOptions? _api;
    ListenOptions? _images;

    public EmulatorServer(EmulatorOptions options, HostState state, FaultPlan faults, RequestJournal journal)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(EmulatorServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = ResponseBufferLength);
        builder.Services.AddRoutingCore().AddResponseCompression().AddSingleton<IHostLifetime, NoopHostLifetime>()
            .AddSingleton(state).AddSingleton(faults).AddSingleton(journal)
            .AddSingleton(RenderedImageCache.Shared).AddSingleton<IssuedUrlStore>().AddSingleton<ImagesEndpoint>();
        _app = builder.Build();
        UseMiddleware(state);
        GenerationsEndpoint.Map(_app);
        ModelsEndpoints.Map(_app);
        QuotaEndpoint.Map(_app);
        ControlEndpoints.Map(_app);
        FallbackEndpoint.Map(_app);
    }

    /// <summary>Gets the port of the API, after the start.</summary>
    public int Port => _api!.IPEndPoint!.Port;

    /// <summary>Gets the port of the image server, after the start.</summary>
    public int ImagePort => _images!.IPEndPoint!.Port;

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public async Task StopAsync()
    {
        using CancellationTokenSource timeout = new(s_shutdownTimeout);
        await _app.StopAsync(timeout.Token);
        await _app.DisposeAsync();
    }

    void Configure(KestrelServerOptions kestrel, EmulatorOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestLength;
        kestrel.Limits.MaxResponseBufferSize = ResponseBufferLength;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(IPAddress.Loopback, options.Port, listen => _api = listen);
        kestrel.Listen(IPAddress.Loopback, options.ImagePort, listen => _images = listen);
    }

    void UseMiddleware(HostState state)
    {
        Endpoint images = _app.Services.GetRequiredService<ImagesEndpoint>().Create();
        _app.Use((context, next) =>
        {
            if (context.Connection.LocalPort == ImagePort)
            {
                context.SetEndpoint(images);
            }

            return next(context);
        });
        _app.UseWhen(_ => state.Settings.Compression, branch => branch.UseResponseCompression());
        _app.UseRouting();
        _app.UseWhen(context => EmulatedRoute.Find(context) is not null, branch => branch
            .UseMiddleware<JournalMiddleware>()
            .UseMiddleware<ApiKeyMiddleware>()
            .UseWhen(IsGeneration, generations => generations.UseMiddleware<ConcurrencyMiddleware>())
            .UseMiddleware<FaultMiddleware>());
    }

    static bool IsGeneration(HttpContext context) => EmulatedRoute.Find(context)?.Name == RouteNames.Generations;
}
