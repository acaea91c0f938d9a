using System.Buffers;
using System.Text.Unicode;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>Types whose binary form is their text.</summary>
internal sealed class PlainText : ITextForm
{
    public static PlainText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (!Utf8.IsValid(value))
        {
            TextDecoder.ThrowMisfit(value);
        }

        output.Write(value);
    }
}
