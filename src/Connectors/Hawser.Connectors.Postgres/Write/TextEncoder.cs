using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Texts, passed on as they are once they are known to be valid: text, varchar, char, name, citext, xml, json, enums' labels.</summary>
/// <param name="mostCharacters">The longest text; PostgreSQL cuts spaces off what is longer, which is refused here.</param>
/// <param name="mostBytes">The longest text of a type that counts bytes.</param>
internal sealed unsafe class TextEncoder(int mostCharacters = int.MaxValue, int mostBytes = int.MaxValue) : CopyEncoder
{
    private readonly string _tooLong = mostBytes != int.MaxValue ? $"is longer than {mostBytes} bytes" : $"is longer than {mostCharacters} characters";
    private ColumnBytes _bytes;
    private bool _isValid;

    protected override void BeginCore()
    {
        _bytes = new ColumnBytes(Column);
        _isValid = TextRules.IsWholeColumnValid(Column, _bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        byte* text = _bytes.Of(row, out long length);
        if (!_isValid && TextRules.FindFault(text, length) is { } fault)
        {
            return Refuse(fault);
        }

        if (length > mostBytes || (length > mostCharacters && TextRules.CountCharacters(new ReadOnlySpan<byte>(text, (int)length)) > mostCharacters))
        {
            return Refuse(_tooLong);
        }

        output.Field(text, (int)length);
        return true;
    }
}
