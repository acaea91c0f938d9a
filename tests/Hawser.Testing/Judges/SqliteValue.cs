using System.Globalization;
using System.Text;

namespace Hawser.Testing.Judges;

/// <summary>One stored value of SQLite, exact to the bit.</summary>
/// <param name="Storage">Its storage class: null, integer, real, text or blob.</param>
/// <param name="Literal">Digits for integer, SQLite's shortest exact literal for real, hexadecimal bytes for text and blob, empty for null.</param>
public readonly record struct SqliteValue(string Storage, string Literal)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The NULL value.</summary>
    public static SqliteValue Null { get; } = new("null", string.Empty);

    /// <summary>An integer.</summary>
    public static SqliteValue Of(long value) => new("integer", value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A text.</summary>
    public static SqliteValue Of(string value) => new("text", Convert.ToHexString(Encoding.UTF8.GetBytes(value)));

    /// <summary>A blob.</summary>
    public static SqliteValue Of(byte[] value) => new("blob", Convert.ToHexString(value));

    /// <summary>True for NULL.</summary>
    public bool IsNull => Storage == "null";

    /// <summary>The bytes of a text or blob.</summary>
    public byte[] Bytes => Storage is "text" or "blob" ? Convert.FromHexString(Literal) : throw Unfit("bytes");

    /// <summary>The text of a text value.</summary>
    /// <exception cref="DecoderFallbackException">The stored text is not valid UTF-8.</exception>
    public string Text => Storage == "text" ? StrictUtf8.GetString(Bytes) : throw Unfit("text");

    /// <summary>The number of an integer.</summary>
    public long Integer => Storage == "integer" ? long.Parse(Literal, CultureInfo.InvariantCulture) : throw Unfit("integer");

    /// <summary>The number of a real.</summary>
    public double Real => (Storage, Literal) switch
    {
        // quote() writes infinity as Inf up to SQLite 3.43 and as 9.0e+999 since, which parses.
        ("real", "Inf") => double.PositiveInfinity,
        ("real", "-Inf") => double.NegativeInfinity,
        ("real", _) => double.Parse(Literal, CultureInfo.InvariantCulture),
        _ => throw Unfit("real"),
    };

    /// <inheritdoc/>
    public override string ToString() => Storage switch
    {
        "null" => "NULL",
        "text" => $"text '{Encoding.UTF8.GetString(Bytes)}'",
        "blob" => $"blob X'{Literal}'",
        _ => $"{Storage} {Literal}",
    };

    private InvalidOperationException Unfit(string wanted) => new($"The value is {this}, not {wanted}.");
}
