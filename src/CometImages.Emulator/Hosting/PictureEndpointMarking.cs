using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CometImages.Emulator.Hosting;

static class PictureEndpointMarking
{
    public static ListenOptions Marked(this ListenOptions listen)
    {
        listen.Use(next => connection =>
        {
            connection.Features.Set(PictureEndpoint.Mark);
            return next(connection);
        });
        return listen;
    }
}
