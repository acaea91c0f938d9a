using System.Buffers;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>json and jsonb of nested values that have no type of their own there.</summary>
internal sealed class JsonEncoder(Field field, bool isVersioned) : CopyEncoder
{
    private readonly JsonValueWriter _writer = new(field);
    private readonly ArrayBufferWriter<byte> _text = new();

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        _text.ResetWrittenCount();
        try
        {
            _writer.Write(Column, row, _text);
        }
        catch (ArrowException)
        {
            return Refuse("holds a text that is no valid UTF-8");
        }

        output.Int32(_text.WrittenCount + (isVersioned ? 1 : 0));
        if (isVersioned)
        {
            output.Bytes([1]);
        }

        output.Bytes(_text.WrittenSpan);
        return true;
    }
}
