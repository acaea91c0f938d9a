using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>The vector type in which a column goes to the engine, and the encoder that fills it.</summary>
internal sealed record EncodedForm(DuckDbType Type, VectorEncoder Encoder);
