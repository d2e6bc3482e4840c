using System.Net;
using CometImages.Emulator.Billing;
using CometImages.Emulator.Endpoints;
using CometImages.Emulator.Faults;
using CometImages.Emulator.Journal;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Rendering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CometImages.Emulator.Hosting;

/// <summary>Builds the web application: two ports on loopback, and the pipeline behind them.</summary>
/// <remarks>The builder is empty, so that neither environment variables nor configuration files change the addresses.</remarks>
static class EmulatorServer
{
    // 16 images of 50 MB, or 14 of them in base64.
    const long MaxRequestLength = 1L << 30;
    const long ResponseBufferLength = 1 << 20;

    public static WebApplication Build(EmulatorOptions options, HostState state, FaultPlan faults, RequestJournal journal)
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
            .AddSingleton<Account>().AddSingleton(RenderedImageCache.Shared).AddSingleton<IssuedUrlStore>().AddSingleton<ImagesEndpoint>()
            .AddSingleton<ImageResponder>().AddSingleton<ReferenceReader>();
        WebApplication app = builder.Build();
        UseMiddleware(app, state, faults, journal);
        GenerationsEndpoint.Map(app);
        EditsEndpoint.Map(app);
        ModelsEndpoints.Map(app);
        QuotaEndpoint.Map(app);
        ControlEndpoints.Map(app);
        FallbackEndpoint.Map(app);
        return app;
    }

    static void Configure(KestrelServerOptions kestrel, EmulatorOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestLength;
        kestrel.Limits.MaxResponseBufferSize = ResponseBufferLength;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(IPAddress.Loopback, options.Port);
        kestrel.Listen(IPAddress.Loopback, options.ImagePort);
    }

    static void UseMiddleware(WebApplication app, HostState state, FaultPlan faults, RequestJournal journal)
    {
        Endpoint images = app.Services.GetRequiredService<ImagesEndpoint>().Create();
        app.Use((context, next) =>
        {
            if (context.Connection.LocalPort == state.ImageUri.Port)
            {
                context.SetEndpoint(images);
            }

            return next(context);
        });
        app.UseWhen(_ => state.Settings.Compression, branch => branch.UseResponseCompression());
        app.UseRouting();
        app.UseWhen(context => EmulatedRoute.Find(context) is not null, branch => branch
            .Use(next => new JournalMiddleware(next, journal, state, app.Lifetime).InvokeAsync)
            .Use(next => new ApiKeyMiddleware(next, state).InvokeAsync)
            .Use(next => new ConcurrencyMiddleware(next, state).InvokeAsync)
            .Use(next => new FaultMiddleware(next, faults).InvokeAsync));
    }
}
