using System.Security.Cryptography;
using CometImages.Emulator.Journal;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace CometImages.Emulator.Middleware;

/// <summary>Reads forms. Files go to disk while they're received, because they can be large.</summary>
/// <remarks>ReadFormAsync reads in blocks of 4 KiB, so that 768 MB take 3.1 seconds instead of 1.7, and it doesn't keep the order of parts.</remarks>
static class FormReader
{
    const int BlockLength = 128 << 10;

    public static bool IsForm(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is { Boundary.Length: > 0 } type
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="BadHttpRequestException">The body isn't a valid form.</exception>
    public static async Task<UploadedForm> ReadAsync(HttpContext context)
    {
        MultipartReader reader = new(context.Request.GetMultipartBoundary(), context.Request.Body, BlockLength);
        List<FormPart> parts = [];
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                parts.Add(
                    section.AsFileSection() is { FileStream: not null } file ? await ReadFileAsync(context, file)
                    : section.AsFormDataSection() is { } text ? await ReadTextAsync(text, context.RequestAborted)
                    : throw new InvalidDataException("A part has no Content-Disposition."));
            }

            return new UploadedForm(parts);
        }
        catch (Exception error) when (
            error is InvalidDataException or (IOException and not BadHttpRequestException) && !context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException($"The body isn't a valid form. {error.Message}", error);
        }
    }

    static async Task<FormPart> ReadTextAsync(FormMultipartSection section, CancellationToken cancellationToken) =>
        new(new JournalPart { Name = section.Name, Value = await section.GetValueAsync(cancellationToken) });

    static async Task<FormPart> ReadFileAsync(HttpContext context, FileMultipartSection section)
    {
        FileStream file = new(
            Path.Combine(Path.GetTempPath(), "CometImages.Emulator-" + Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Read | FileShare.Delete,
            bufferSize: 0,
            FileOptions.DeleteOnClose);
        context.Response.RegisterForDispose(file);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BlockLength];
        while (await section.FileStream!.ReadAsync(block, context.RequestAborted) is > 0 and var length)
        {
            hash.AppendData(block, 0, length);
            await file.WriteAsync(block.AsMemory(0, length), context.RequestAborted);
        }

        JournalPart content = new()
        {
            Name = section.Name,
            FileName = section.FileName,
            ContentType = section.Section.ContentType ?? "",
            Length = file.Length,
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
        return new FormPart(content, file.Name);
    }
}
