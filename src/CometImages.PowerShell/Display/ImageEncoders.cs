namespace CometImages.PowerShell.Display;

static class ImageEncoders
{
    static readonly Dictionary<TerminalProtocol, IImageEncoder> s_encoders = new()
    {
        [TerminalProtocol.ITerm2] = new ITerm2Encoder(),
        [TerminalProtocol.Kitty] = new KittyEncoder(),
        [TerminalProtocol.Sixel] = new SixelEncoder(),
        [TerminalProtocol.HalfBlock] = new HalfBlockEncoder(),
    };

    /// <summary>Returns the encoder of a protocol, or null for <see cref="TerminalProtocol.None"/>.</summary>
    public static IImageEncoder? Find(TerminalProtocol protocol) => s_encoders.TryGetValue(protocol, out IImageEncoder? encoder) ? encoder : null;
}
