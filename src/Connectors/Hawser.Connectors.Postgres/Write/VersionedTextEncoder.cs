using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>jsonb: the version of the form, which is 1, and the text.</summary>
internal sealed unsafe class VersionedTextEncoder : CopyEncoder
{
    private const byte Version = 1;

    private ColumnBytes _bytes;
    private bool _isValid;

    protected override void BeginCore()
    {
        _bytes = new ColumnBytes(Column);
        _isValid = TextRules.IsWholeColumnValid(Column, _bytes);
    }

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        byte* text = _bytes.Of(row, out long length);
        if (!_isValid && TextRules.FindFault(text, length) is { } fault)
        {
            return Refuse(fault);
        }

        byte* at = output.Reserve(sizeof(int) + 1 + (int)length);
        CopyOutput.Put(at, (int)length + 1);
        at[sizeof(int)] = Version;
        Buffer.MemoryCopy(text, at + sizeof(int) + 1, length, length);
        output.Advance(sizeof(int) + 1 + (int)length);
        return true;
    }
}
