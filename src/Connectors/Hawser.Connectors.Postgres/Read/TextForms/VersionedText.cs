using System.Buffers;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>Types whose text comes behind a byte with the version of the form: jsonpath, ltree.</summary>
internal sealed class VersionedText(string type) : ITextForm
{
    private const byte Version = 1;

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.IsEmpty || value[0] != Version)
        {
            WireValue.Throw(type, value.IsEmpty ? "is empty" : $"has the version {value[0]}; {Version} is known");
        }

        PlainText.Instance.Write(value[1..], output);
    }
}
