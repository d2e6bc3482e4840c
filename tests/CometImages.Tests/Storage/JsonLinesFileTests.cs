using System.Text;
using CometImages.Storage;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class JsonLinesFileTests : IDisposable
{
    readonly TempFolder _folder = TempFolder.CreateInMemory();

    JsonLinesFile File => new(_folder["a", "lines.jsonl"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_are_read_in_the_order_in_which_they_were_appended()
    {
        string[] lines = ["{}", "", "{\"ä\":1}", new string('x', 3_000_000), "last"];
        foreach (string line in lines)
        {
            File.Append(Encoding.UTF8.GetBytes(line));
        }

        Assert.Equal(lines, Read());
    }

    [Fact]
    public void A_line_that_is_not_complete_does_not_damage_the_next_one()
    {
        File.Append("first"u8);
        System.IO.File.AppendAllText(File.Path, "half a li");
        Assert.Equal(["first"], Read());
        File.Append("second"u8);
        Assert.Equal(["first", "half a li", "second"], Read());
    }

    [Fact]
    public void Lines_that_are_appended_at_the_same_time_are_complete()
    {
        const int Threads = 4;
        const int Lines = 250;
        Parallel.For(0, Threads, thread =>
        {
            for (int i = 0; i < Lines; i++)
            {
                File.Append(Encoding.ASCII.GetBytes($"{thread} {i} {new string('x', i)}"));
            }
        });
        string[] read = [.. Read()];
        Assert.Equal(Threads * Lines, read.Length);
        for (int thread = 0; thread < Threads; thread++)
        {
            Assert.Equal(
                Enumerable.Range(0, Lines).Select(i => $"{thread} {i} {new string('x', i)}"),
                read.Where(line => line.StartsWith($"{thread} ", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Several_threads_can_create_the_folder_at_the_same_time()
    {
        for (int i = 0; i < 500; i++)
        {
            JsonLinesFile file = new(_folder[$"{i}/lines.jsonl"]);
            Parallel.For(0, 4, _ => file.Append("{}"u8));
            Assert.Equal(4, file.ReadLines().Count());
        }
    }

    [Fact]
    public void A_file_can_be_appended_to_while_it_is_read()
    {
        byte[] line = Encoding.ASCII.GetBytes(new string('x', 1000));
        for (int i = 0; i < 3000; i++)
        {
            File.Append(line);
        }

        int count = 0;
        foreach (ReadOnlyMemory<byte> _ in File.ReadLines())
        {
            if (count++ == 10)
            {
                File.Append("new"u8);
            }
        }

        Assert.Equal(3001, count);
    }

    IEnumerable<string> Read() => File.ReadLines().Select(line => Encoding.UTF8.GetString(line.ToArray()));
}
