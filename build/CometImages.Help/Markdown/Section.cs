using Markdig.Syntax;

namespace CometImages.Help.Markdown;

/// <summary>A heading and the blocks up to the next heading of any level.</summary>
/// <param name="Level">The level of the heading, starting at 1.</param>
/// <param name="Title">The text of the heading.</param>
/// <param name="Line">The line number of the heading, starting at 1.</param>
/// <param name="Blocks">The blocks below the heading.</param>
sealed record Section(int Level, string Title, int Line, IReadOnlyList<Block> Blocks);
