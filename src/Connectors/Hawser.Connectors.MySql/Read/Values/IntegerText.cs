using System.Globalization;
using System.Numerics;

namespace Hawser.Connectors.MySql.Read.Values;

/// <summary>Whole numbers as the server writes them, with zeros in front where the column says so.</summary>
internal static class IntegerText
{
    /// <summary>Reads a number; false when the text is none of the type.</summary>
    public static bool TryParse<T>(ReadOnlySpan<byte> text, out T value)
        where T : unmanaged, IBinaryInteger<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
