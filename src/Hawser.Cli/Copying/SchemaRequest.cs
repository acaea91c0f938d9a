using Hawser.Connectors;

namespace Hawser.Cli.Copying;

/// <summary>What <c>hawser schema</c> was asked for.</summary>
internal sealed record SchemaRequest(string Location, string? Table, TypeMode Types);
