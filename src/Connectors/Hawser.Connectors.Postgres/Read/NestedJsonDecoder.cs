using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Nested values that were written as JSON, by the mark in the column's comment.</summary>
internal sealed class NestedJsonDecoder(ArrayBuilder builder, Field field, bool isVersioned) : CopyDecoder(builder)
{
    private const byte Version = 1;

    private readonly JsonValueReader _reader = new(field);

    public override void Append(ReadOnlySpan<byte> value)
    {
        if (isVersioned)
        {
            if (value.IsEmpty || value[0] != Version)
            {
                WireValue.Throw("jsonb", value.IsEmpty ? "is empty" : $"has the version {value[0]}; {Version} is known");
            }

            value = value[1..];
        }

        if (!_reader.TryAppend(value, Builder))
        {
            throw new CellMisfitException($"the JSON {BytesText.Describe(value)} is no {field.Type}, which the mark in the column's comment says it is; drop the mark to read it as JSON");
        }
    }
}
