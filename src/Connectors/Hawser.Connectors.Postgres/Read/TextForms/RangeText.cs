using System.Buffers;
using Hawser.Connectors.Postgres.Session.Messages;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>Ranges: two bounds, each of which may be missing, in or out.</summary>
/// <remarks>Source: src/backend/utils/adt/rangetypes.c, range_send, range_deparse and range_bound_escape.</remarks>
internal sealed class RangeText(ITextForm bound) : ITextForm
{
    private const int Empty = 0x01;
    private const int LowerInclusive = 0x02;
    private const int UpperInclusive = 0x04;
    private const int LowerInfinite = 0x08;
    private const int UpperInfinite = 0x10;

    private static readonly SearchValues<byte> Quoted = SearchValues.Create("\"\\()[], \t\n\v\f\r"u8);

    private readonly ArrayBufferWriter<byte> _bound = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var cursor = new MessageCursor(value);
        int flags = cursor.Byte();
        if ((flags & Empty) != 0)
        {
            output.Write("empty"u8);
            cursor.End();
            return;
        }

        output.Write((flags & LowerInclusive) != 0 ? '[' : '(');
        if ((flags & LowerInfinite) == 0)
        {
            WriteBound(cursor.Bytes(cursor.Int32()), output);
        }

        output.Write(',');
        if ((flags & UpperInfinite) == 0)
        {
            WriteBound(cursor.Bytes(cursor.Int32()), output);
        }

        output.Write((flags & UpperInclusive) != 0 ? ']' : ')');
        cursor.End();
    }

    private void WriteBound(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        _bound.ResetWrittenCount();
        bound.Write(value, _bound);
        ReadOnlySpan<byte> text = _bound.WrittenSpan;
        if (!text.IsEmpty && !text.ContainsAny(Quoted))
        {
            output.Write(text);
            return;
        }

        output.Write('"');
        output.WriteEscaped(text, "\"\\"u8, null);
        output.Write('"');
    }
}
