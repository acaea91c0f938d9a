using System.Buffers;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read.TextForms;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Types that are kept as PostgreSQL writes them.</summary>
internal sealed class TextFormDecoder(VarBinaryBuilder builder, ITextForm form) : CopyDecoder(builder)
{
    private const int MostKeptBytes = 1 << 20;

    private readonly VarBinaryBuilder _builder = builder;
    private ArrayBufferWriter<byte> _text = new();

    public override void Append(ReadOnlySpan<byte> value)
    {
        _text.ResetWrittenCount();
        form.Write(value, _text);
        _builder.Append(_text.WrittenSpan);
        if (_text.Capacity > MostKeptBytes)
        {
            _text = new ArrayBufferWriter<byte>();
        }
    }
}
