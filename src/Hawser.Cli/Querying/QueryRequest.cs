using Hawser.Connectors;

namespace Hawser.Cli.Querying;

/// <summary>What <c>hawser query</c> was asked for.</summary>
/// <param name="Location">Where.</param>
/// <param name="Sql">The statement; null to read the table or file that the location names.</param>
internal sealed record QueryRequest(string Location, string? Sql)
{
    public QueryFormat Format { get; init; }

    /// <summary>The file to write; null for standard output.</summary>
    public string? Output { get; init; }

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    public int MaxRows { get; init; }

    public int BatchRows { get; init; }

    public TypeMode Types { get; init; }

    /// <summary>The columns to read as the engine's own bytes.</summary>
    public IReadOnlyList<string> Encode { get; init; } = [];

    public bool MayWrite { get; init; }

    public ReadOptions ReadOptions => new() { BatchRows = BatchRows, TypeMode = Types, EncodedColumns = new HashSet<string>(Encode) };
}
