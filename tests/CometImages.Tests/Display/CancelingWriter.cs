using System.Text;

namespace CometImages.Tests.Display;

/// <summary>A terminal whose user presses Ctrl+C after some text.</summary>
sealed class CancelingWriter(int count, CancellationTokenSource stop) : StringWriter
{
    int _writes;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(string? value)
    {
        base.Write(value);
        if (++_writes == count)
        {
            stop.Cancel();
        }
    }
}
