using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections.Features;

namespace CometImages.Emulator.Faults;

/// <summary>What several faults do, in terms of <see cref="FaultContext"/>.</summary>
static class FaultActions
{
    const int DefaultBytesPerSecond = 1024;
    const int TricklesPerSecond = 20;
    const int EndlessBlockLength = 64 << 10;

    // A reset discards what is still in the send buffer of the socket.
    const int DrainMs = 50;

    /// <summary>Sends a part of the body that the headers promise, and then does something else.</summary>
    public static Func<FaultContext, Task> SendPart(Func<FaultContext, Task> then, long? defaultLength = null) => async fault =>
    {
        byte[] body = await fault.CaptureBodyAsync();
        fault.Response.ContentLength = body.Length;
        await fault.SendAsync(fault.GetPart(body, defaultLength));
        await then(fault);
    };

    public static Task StallAsync(FaultContext fault) => fault.DelayAsync(Timeout.Infinite);

    public static Task CutAsync(FaultContext fault) => throw new BrokenConnectionException();

    public static Task ResetAsync(FaultContext fault)
    {
        // A socket that is closed without lingering resets the TCP connection.
        fault.Http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Close(timeout: 0);
        throw new BrokenConnectionException();
    }

    public static async Task ResetWhenSentAsync(FaultContext fault)
    {
        await fault.DelayAsync(DrainMs);
        await ResetAsync(fault);
    }

    public static async Task TrickleAsync(FaultContext fault)
    {
        ReadOnlyMemory<byte> rest = await fault.CaptureBodyAsync();
        int bytesPerSecond = fault.Rule.BytesPerSecond ?? DefaultBytesPerSecond;
        while (!rest.IsEmpty)
        {
            int length = Math.Min(rest.Length, Math.Max(1, bytesPerSecond / TricklesPerSecond));
            await fault.SendAsync(rest[..length]);
            await fault.DelayAsync(Math.Max(1, 1000 * length / bytesPerSecond));
            rest = rest[length..];
        }
    }

    /// <summary>Sends a body of unknown length.</summary>
    public static Func<FaultContext, Task> Chunk(Func<FaultContext, byte[], ReadOnlyMemory<byte>> getPart) => async fault =>
    {
        byte[] body = await fault.CaptureBodyAsync();
        fault.Response.ContentLength = null;
        await fault.SendAsync(getPart(fault, body));
    };

    /// <summary>Sends another body than the endpoint's.</summary>
    public static Func<FaultContext, Task> Rewrite(Func<FaultContext, byte[], byte[]> rewrite) => async fault =>
    {
        byte[] body = rewrite(fault, await fault.CaptureBodyAsync());
        fault.Response.ContentLength = body.Length;
        await fault.SendAsync(body);
    };

    /// <summary>Inserts members, each with its comma, before the others.</summary>
    public static Func<FaultContext, Task> InsertMembers(Func<byte[]> getMembers) => Rewrite((_, body) =>
    {
        int start = Array.IndexOf(body, (byte)'{') + 1;
        return [.. body.AsSpan(0, start), .. getMembers(), .. body.AsSpan(start)];
    });

    /// <summary>Changes the items of <c>data</c>, if the response has any.</summary>
    public static Func<FaultContext, Task> EditItems(Action<JsonArray> edit) => Rewrite((_, body) =>
    {
        JsonNode json = JsonNode.Parse(body)!;
        if (json["data"] is JsonArray items)
        {
            edit(items);
        }

        return Encoding.UTF8.GetBytes(json.ToJsonString(EmulatorJson.ApiOptions));
    });

    public static void EditBase64(JsonNode item, Func<string, string> edit)
    {
        if ((string?)item["b64_json"] is { Length: > 0 } base64)
        {
            item["b64_json"] = edit(base64);
        }
    }

    public static Func<FaultContext, Task> SendEndlessly(string contentType, string start, char filler) => async fault =>
    {
        byte[] block = new byte[EndlessBlockLength];
        Array.Fill(block, (byte)filler);
        fault.Response.ContentType = contentType;
        await fault.SendAsync(Encoding.Latin1.GetBytes(start));
        while (true)
        {
            await fault.SendAsync(block);
        }
    };
}
