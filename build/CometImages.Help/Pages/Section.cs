using Markdig.Syntax;

namespace CometImages.Help.Pages;

/// <summary>A heading of a page and what stands below it, up to the next heading of whatever level.</summary>
/// <param name="Level">The heading's level, from 1.</param>
/// <param name="Title">The heading.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Blocks">The blocks below.</param>
sealed record Section(int Level, string Title, int Line, IReadOnlyList<Block> Blocks);
