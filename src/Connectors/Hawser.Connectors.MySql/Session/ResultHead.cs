using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Session;

/// <summary>How a server answers a command: by its end, or by columns of which the rows follow.</summary>
/// <param name="Columns">The columns; empty for a statement without rows.</param>
/// <param name="Ok">The end of a statement without rows; null when rows follow.</param>
internal sealed record ResultHead(IReadOnlyList<ColumnDefinition> Columns, OkPacket? Ok);
