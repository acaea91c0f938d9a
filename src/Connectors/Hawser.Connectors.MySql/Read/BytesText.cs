using System.Text;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Values in messages: short, and only what can be shown.</summary>
internal static class BytesText
{
    private const int MostShown = 32;

    /// <summary>Bytes in hex, cut where they are many.</summary>
    public static string Describe(ReadOnlySpan<byte> value) =>
        $"0x{Convert.ToHexString(value[..Math.Min(value.Length, MostShown)])}{(value.Length > MostShown ? $"… of {value.Length} bytes" : "")}";

    /// <summary>A text in quotes, cut where it is long.</summary>
    public static string Quote(ReadOnlySpan<byte> value) =>
        $"\"{Encoding.UTF8.GetString(value[..Math.Min(value.Length, MostShown)])}\"{(value.Length > MostShown ? "…" : "")}";
}
