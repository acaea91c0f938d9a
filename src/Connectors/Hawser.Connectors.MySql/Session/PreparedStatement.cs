using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Session;

/// <summary>A statement that the server has parsed and keeps until it is closed.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Id">The server's number for it.</param>
/// <param name="ParameterCount">How many values it takes.</param>
/// <param name="Columns">The columns that its result will have; empty for a statement without rows.</param>
internal sealed record PreparedStatement(string Sql, uint Id, int ParameterCount, IReadOnlyList<ColumnDefinition> Columns);
