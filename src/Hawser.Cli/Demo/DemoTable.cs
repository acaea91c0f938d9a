using Hawser.Arrow;

namespace Hawser.Cli.Demo;

/// <summary>One table of the demo shop.</summary>
/// <param name="Name">The name.</param>
/// <param name="Definition">What stands between the parentheses of CREATE TABLE.</param>
/// <param name="Schema">The Arrow types of its columns.</param>
/// <param name="Rows">The rows, made while they are read; the same each time.</param>
internal sealed record DemoTable(string Name, string Definition, Schema Schema, IEnumerable<object?[]> Rows);
