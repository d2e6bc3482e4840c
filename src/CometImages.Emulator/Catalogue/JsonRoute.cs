using CometImages.Emulator.Answers;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Catalogue;

/// <summary>What the routes with a fixed JSON answer have in common.</summary>
static class JsonRoute
{
    public static async Task AnswerAsync(Exchange exchange, ApiError? refusal, Func<ReadOnlyMemory<byte>> json)
    {
        await exchange.ReadBodyAsync();
        if (refusal is not null)
        {
            await exchange.RefuseAsync(refusal);
            return;
        }

        if (await exchange.MeetFaultAsync(prompt: null, model: null))
            return;
        Answer answer = Answer.OfJson(json());
        await AnswerWriter.WriteAsync(exchange, exchange.Fault?.Bytes?.Invoke(answer, exchange) ?? answer);
    }
}
