using Hawser.Arrow;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>A column of a COPY: the type that the server sends and the field that it becomes.</summary>
/// <param name="Type">The server's type.</param>
/// <param name="Field">The field, as the type map gives it.</param>
internal sealed record CopyColumn(PgType Type, Field Field);
