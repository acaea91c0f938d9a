namespace Hawser.EndToEnd.Tests.Places;

/// <summary>A table of <c>id</c> and <c>v</c> as another program sees it.</summary>
/// <param name="Type">The type of <c>v</c> in that program's words.</param>
/// <param name="Cells">The cells of <c>v</c> by <c>id</c>, in that program's words.</param>
internal sealed record Judged(string Type, IReadOnlyDictionary<long, string> Cells);
