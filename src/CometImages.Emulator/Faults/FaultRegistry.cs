using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CometImages.Emulator.Responses;
using static CometImages.Emulator.Faults.FaultActions;

namespace CometImages.Emulator.Faults;

/// <summary>The table of all faults.</summary>
static partial class FaultRegistry
{
    const int DefaultDelayMs = 1000;
    const int ManyMembersCount = 1_000_000;

    static readonly byte[] s_html = Encoding.UTF8.GetBytes("<!doctype html><html lang=\"en\"><title>Proxy</title><p>This isn't an image.</p></html>");
    static readonly string[] s_json = [RouteNames.Generations, RouteNames.Edits, RouteNames.Models, RouteNames.Catalog, RouteNames.Quota];
    static readonly string[] s_every = [.. s_json, RouteNames.Images];
    static readonly string[] s_creations = [RouteNames.Generations, RouteNames.Edits];
    static readonly string[] s_images = [RouteNames.Images];

    public static IReadOnlyList<FaultDefinition> All { get; } =
    [
        new("respond", "sends status (default 500), headers, and body (default: an error)", s_every, RespondFault.ApplyAsync),
        new("delay", "waits for delayMs (default 1000), then continues normally", s_every, async fault =>
        {
            await fault.DelayAsync(fault.Rule.DelayMs is null ? DefaultDelayMs : 0);
            await fault.ContinueAsync();
        }),
        new("stall", "never sends the headers", s_every, StallAsync),
        new("stall-body", "sends afterBytes (default: half) of the body, then nothing more", s_every, SendPart(StallAsync)),
        new("cut", "sends afterBytes (default: half) of the body, then closes the connection", s_every, SendPart(CutAsync)),
        new("cut-clean", "sends afterBytes (default: half) of the body, chunked and properly ended", s_every, Chunk(
            (fault, body) => fault.GetPart(body))),
        new("no-length", "sends the body chunked, without Content-Length", s_every, Chunk((_, body) => body)),
        new("trickle", "sends the body at bytesPerSecond (default 1024)", s_every, TrickleAsync),
        new("reset-before-headers", "reads the request, then resets the TCP connection", s_every, ResetAsync),
        new("reset-after-headers", "sends headers and afterBytes (default 0), then resets the TCP connection", s_every, SendPart(
            ResetWhenSentAsync, defaultLength: 0)),
        new("wrong-content-type", "sends the body with the content type text/plain", s_every, Rewrite((fault, body) =>
        {
            fault.Response.ContentType = "text/plain";
            return body;
        })),
        new("no-request-id", "omits the request ID from headers and messages", s_every, fault =>
        {
            fault.Response.Headers.Remove(RequestIdGenerator.Header);
            fault.Http.TraceIdentifier = "";
            return fault.ContinueAsync();
        }),
        new("redirect", "redirects (status, default 301) to the Location in headers (default: the same URL)", s_images, fault =>
        {
            fault.Response.StatusCode = fault.Rule.Status ?? StatusCodes.Status301MovedPermanently;
            fault.Response.Headers.Location = fault.Http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            return Task.CompletedTask;
        }),
        new("no-range", "ignores the header Range", s_images, async fault =>
        {
            fault.Http.Request.Headers.Range = default;
            byte[] body = await fault.CaptureBodyAsync();
            fault.Response.Headers.AcceptRanges = default;
            await fault.SendAsync(body);
        }),
        new("endless", "sends white space without end after the first member", s_json, SendEndlessly(
            EmulatedResponse.JsonContentType, "{\"created\":1,", ' ')),
        new("endless-string", "sends a base64 string without end", s_json, SendEndlessly(
            EmulatedResponse.JsonContentType, "{\"created\":1,\"data\":[{\"b64_json\":\"", 'A')),
        new("endless-image", "sends an image without end", s_images, SendEndlessly("image/png", "\u0089PNG\r\n\u001A\n", 'Z')),
        new("broken-json", "replaces the last ], or the byte at afterBytes, with another character", s_json, Rewrite((fault, body) =>
        {
            body[fault.Rule.AfterBytes ?? Array.LastIndexOf(body, (byte)']')] = (byte)'!';
            return body;
        })),
        new("bad-utf8", "inserts a string that isn't valid UTF-8 before the other members", s_json, InsertMembers(
            () => [.. "\"note\":\""u8, 0xC3, 0x28, 0xFF, .. "\","u8])),
        new("bom", "sends a byte order mark before the JSON", s_json, Rewrite((_, body) => [.. Encoding.UTF8.Preamble, .. body])),
        new("many-members", "inserts a million members before the others", s_json, InsertMembers(() => Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, ManyMembersCount).Select(number => $"\"m{number}\":0,"))))),
        new("duplicate-b64", "sends b64_json twice in each item", s_creations, Rewrite((_, body) => Encoding.Latin1.GetBytes(
            Base64Member().Replace(Encoding.Latin1.GetString(body), "$0,$0")))),
        new("empty-data", "sends an empty data array", s_creations, EditItems(items => items.Clear())),
        new("fewer", "sends one image fewer, if more than one was requested", s_creations, EditItems(items =>
        {
            if (items.Count > 1)
            {
                items.RemoveAt(1);
            }
        })),
        new("null-data", "sends items whose url and b64_json are null", s_creations, EditItems(items =>
        {
            foreach (JsonNode? item in items)
            {
                (item!["url"], item["b64_json"]) = (null, null);
            }
        })),
        new("item-error", "sends an error in place of the second image, or of the only one", s_creations, EditItems(
            items => items[Math.Min(1, items.Count - 1)] = new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = "OutputImageSensitiveContentDetected",
                    ["message"] = "The request failed because the output image may contain sensitive information.",
                },
            })),
        new("validation-detail", "sends status code 422 and a detail in place of an error, as FastAPI does", s_creations, fault =>
            EmulatedResponse.Json(StatusCodes.Status422UnprocessableEntity, new
            {
                detail = new[] { new { type = "string_type", loc = new[] { "body", "prompt" }, msg = "Input should be a valid string" } },
            }).ExecuteAsync(fault.Http)),
        new("bad-base64", "sends an invalid character in the base64 of the second image, or of the only one", s_creations, EditItems(
            items => EditBase64(items[items.Count > 1 ? 1 : 0]!, base64 => base64.Remove(base64.Length / 2, 1).Insert(base64.Length / 2, "*")))),
        new("not-an-image", "sends an HTML page as the image (on generations and edits only in base64)", [.. s_creations, .. s_images], fault =>
            (fault.Rule.Route == RouteNames.Images ? Rewrite((_, _) => s_html) : EditItems(items =>
            {
                foreach (JsonNode? item in items)
                {
                    EditBase64(item!, _ => Convert.ToBase64String(s_html));
                }
            }))(fault)),
    ];

    /// <exception cref="ArgumentException">The rule contains an unknown name or a value that is out of range.</exception>
    public static FaultDefinition Validate(FaultRule rule)
    {
        FaultDefinition fault = All.FirstOrDefault(fault => fault.Name == rule.Fault)
            ?? throw Invalid($"Unknown fault '{rule.Fault}'. Valid faults are {string.Join(", ", All.Select(fault => fault.Name))}.");
        if (!s_every.Contains(rule.Route))
        {
            throw Invalid($"Unknown route '{rule.Route}'. Valid routes are {string.Join(", ", s_every)}.");
        }

        if (!fault.Routes.Contains(rule.Route))
        {
            throw Invalid($"The fault '{rule.Fault}' doesn't apply to the route '{rule.Route}', only to {string.Join(", ", fault.Routes)}.");
        }

        foreach ((string property, bool isInvalid, string range) in (ReadOnlySpan<(string, bool, string)>)
        [
            ("skip", rule.Skip < 0, "0 or more"),
            ("count", rule.Count < 0, "0 (no limit) or more"),
            ("probability", rule.Probability is not (>= 0 and <= 1), "from 0 to 1"),
            ("status", rule.Status is < 200 or > 599, "from 200 to 599"),
            ("delayMs", rule.DelayMs < 0, "0 or more"),
            ("afterBytes", rule.AfterBytes < 0, "0 or more"),
            ("bytesPerSecond", rule.BytesPerSecond < 1, "1 or more"),
        ])
        {
            if (isInvalid)
            {
                throw Invalid($"'{property}' must be {range}.");
            }
        }

        return fault;

        static ArgumentException Invalid(string message) => new(message);
    }

    [GeneratedRegex("\"b64_json\":\"[^\"]*\"")]
    private static partial Regex Base64Member();
}
