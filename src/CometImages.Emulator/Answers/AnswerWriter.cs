using System.Buffers;
using System.IO.Pipelines;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Answers;

/// <summary>Sends an answer straight from memory, slice by slice, no faster than the client takes it.</summary>
static class AnswerWriter
{
    const int SliceBytes = 256 << 10;

    public static async Task WriteAsync(Exchange exchange, Answer answer)
    {
        HttpResponse response = exchange.Context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (!answer.Chunked)
            response.ContentLength = answer.Length;

        PipeWriter writer = response.BodyWriter;
        int unsent = 0;
        foreach (ReadOnlyMemory<byte> piece in answer.Body)
        {
            for (ReadOnlyMemory<byte> rest = piece; !rest.IsEmpty;)
            {
                ReadOnlyMemory<byte> slice = rest[..Math.Min(rest.Length, SliceBytes)];
                rest = rest[slice.Length..];
                BuffersExtensions.Write(writer, slice.Span);
                unsent += slice.Length;
                if (unsent < SliceBytes)
                    continue;
                unsent = 0;
                await writer.FlushAsync(exchange.Context.RequestAborted);
            }
        }

        // A client that goes once it has everything did not leave early: nothing cancels the last flush.
        await writer.FlushAsync(CancellationToken.None);
    }
}
