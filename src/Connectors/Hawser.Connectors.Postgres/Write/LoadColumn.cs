using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>A column that is loaded.</summary>
/// <param name="Source">Its position in the batches.</param>
/// <param name="Name">Its name in the target.</param>
/// <param name="Type">Its type there.</param>
/// <param name="Encoder">Writes its values.</param>
/// <param name="StageType">The type that values travel as when the server must make them of their text: text, text[]; null when they travel as they are.</param>
internal sealed record LoadColumn(int Source, string Name, PgType Type, CopyEncoder Encoder, string? StageType);
