using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Refuses text that is no JSON, and bare numbers that a JSON column of NUMERIC affinity would spell otherwise when they come back.</summary>
internal sealed class JsonGuard(bool isNumericAffinity) : ValueGuard
{
    private const int DeepestNesting = 1000;

    public override string Reason => "is no JSON, or a number that the column would spell otherwise";

    public override bool Accepts(ReadOnlySpan<byte> value)
    {
        Utf8JsonReader reader = new(value, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            bool isNumber = reader.Read() && reader.TokenType == JsonTokenType.Number;
            while (reader.Read())
            {
                // Reading to the end is the check.
            }

            return !isNumber || !isNumericAffinity || ComesBack(value);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool ComesBack(ReadOnlySpan<byte> number)
    {
        Span<byte> spelled = stackalloc byte[LiteralText.NumberBytes];
        if (Utf8Parser.TryParse(number, out long integer, out int consumed) && consumed == number.Length)
        {
            return number.SequenceEqual(spelled[..LiteralText.Format(integer, spelled)]);
        }

        double real = double.Parse(number, CultureInfo.InvariantCulture);
        bool isWhole = real == Math.Floor(real) && Math.Abs(real) < long.MaxValue;
        return double.IsFinite(real) && !isWhole && real.TryFormat(spelled, out int length, default, CultureInfo.InvariantCulture)
            && number.SequenceEqual(spelled[..length]);
    }
}
