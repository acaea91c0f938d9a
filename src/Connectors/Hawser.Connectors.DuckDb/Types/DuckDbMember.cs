namespace Hawser.Connectors.DuckDb.Types;

/// <summary>A named part of a nested type.</summary>
internal sealed record DuckDbMember(string Name, DuckDbType Type);
