using System.Text;
using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Characters as texts of one.</summary>
internal sealed class CharSink(VarBinaryBuilder builder) : ValueSink<char>(builder)
{
    public override void Append(char value)
    {
        if (!Rune.TryCreate(value, out var rune))
        {
            throw new ValueMisfitException("a character is half a surrogate pair, which UTF-8 cannot say");
        }

        builder.CommitAppend(rune.EncodeToUtf8(builder.Reserve(4)));
    }
}
