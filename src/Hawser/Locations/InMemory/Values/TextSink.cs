using System.Text;
using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Texts as UTF-8.</summary>
internal sealed class TextSink(VarBinaryBuilder builder) : ValueSink<string>(builder)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override void Append(string value)
    {
        try
        {
            builder.CommitAppend(Strict.GetBytes(value, builder.Reserve(Strict.GetMaxByteCount(value.Length))));
        }
        catch (EncoderFallbackException)
        {
            throw new ValueMisfitException("a text holds half a surrogate pair, which UTF-8 cannot say");
        }
    }
}
