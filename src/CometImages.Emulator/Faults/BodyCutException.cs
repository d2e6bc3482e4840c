namespace CometImages.Emulator.Faults;

/// <summary>Ends a body early: the server then closes the connection without having kept its Content-Length or ended its chunks.</summary>
sealed class BodyCutException() : IOException("The emulator cut this body on purpose.");
