namespace Hawser.Connectors.Postgres.Types;

/// <summary>One attribute of a composite type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record PgField(string Name, PgType Type);
