namespace CometImages.PowerShell.Display;

/// <summary>Encodes a file as base64 in blocks of 4,096 characters, which is the maximum of kitty's protocol.</summary>
static class Base64Blocks
{
    const int BlockLength = 4096 / 4 * 3;

    public static IEnumerable<string> Read(Stream file, CancellationToken cancellationToken)
    {
        byte[] block = new byte[BlockLength];
        int count;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            count = 0;
            int read;
            while (count < block.Length && (read = file.Read(block, count, block.Length - count)) > 0)
            {
                count += read;
            }

            yield return Convert.ToBase64String(block, 0, count);
        }
        while (count == block.Length);
    }
}
