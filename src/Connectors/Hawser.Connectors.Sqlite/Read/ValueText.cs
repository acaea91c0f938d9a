using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>A value in messages: its storage class and the beginning of its content.</summary>
internal static class ValueText
{
    private const int MostBytes = 40;

    /// <summary>Describes a <c>sqlite3_value*</c> of a UTF-8 or UTF-16 database.</summary>
    public static string Describe(nint value) => (StorageClass)NativeValue.Type(value) switch
    {
        StorageClass.Integer => "integer " + NativeValue.Int64(value).ToString(CultureInfo.InvariantCulture),
        StorageClass.Real => "real " + NativeValue.Double(value).ToString(CultureInfo.InvariantCulture),
        StorageClass.Text => DescribeText(TextSource.Bytes(value)),
        StorageClass.Blob => DescribeBytes("blob", TextSource.Bytes(value)),
        _ => "null",
    };

    private static string DescribeText(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return DescribeBytes("text that is no valid UTF-8", bytes);
        }

        bool isClipped = bytes.Length > MostBytes;
        string text = Encoding.UTF8.GetString(isClipped ? bytes[..MostBytes] : bytes).TrimEnd('\uFFFD');
        return $"text \"{Printable(text)}{(isClipped ? "…" : "")}\"";
    }

    private static string DescribeBytes(string what, ReadOnlySpan<byte> bytes)
    {
        bool isClipped = bytes.Length > MostBytes / 2;
        return $"{what} X'{Convert.ToHexString(isClipped ? bytes[..(MostBytes / 2)] : bytes)}{(isClipped ? "…" : "")}' of {bytes.Length} bytes";
    }

    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
