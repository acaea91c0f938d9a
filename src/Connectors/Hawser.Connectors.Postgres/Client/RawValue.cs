namespace Hawser.Connectors.Postgres.Client;

/// <summary>The bytes of one field as the server sent them in binary form. Good until the next field of the row is read.</summary>
/// <param name="Bytes">The bytes.</param>
internal readonly record struct RawValue(ReadOnlyMemory<byte> Bytes);
