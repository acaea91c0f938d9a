using System.Buffers;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>uuid.</summary>
internal sealed class UuidText : ITextForm
{
    private const int Width = 16;

    public static UuidText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != Width)
        {
            WireValue.ThrowLength(value, Width, "uuid");
        }

        new Guid(value, bigEndian: true).TryFormat(output.GetSpan(36), out int count);
        output.Advance(count);
    }
}
