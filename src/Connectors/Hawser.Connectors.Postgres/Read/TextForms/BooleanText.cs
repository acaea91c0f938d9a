using System.Buffers;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>boolean: t or f.</summary>
internal sealed class BooleanText : ITextForm
{
    public static BooleanText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != 1)
        {
            WireValue.ThrowLength(value, 1, "bool");
        }

        output.Write(value[0] != 0 ? 't' : 'f');
    }
}
