using System.Buffers;
using Hawser.Connectors.Postgres.Session.Messages;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>Multiranges: ranges in braces.</summary>
internal sealed class MultirangeText(ITextForm bound) : ITextForm
{
    private readonly RangeText _range = new(bound);

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var cursor = new MessageCursor(value);
        int count = cursor.Int32();
        output.Write('{');
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                output.Write(',');
            }

            _range.Write(cursor.Bytes(cursor.Int32()), output);
        }

        output.Write('}');
        cursor.End();
    }
}
