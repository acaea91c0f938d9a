namespace Hawser.Connectors.Postgres.Read;

/// <summary>Bytes in messages: their beginning, as PostgreSQL writes bytes.</summary>
internal static class BytesText
{
    private const int MostBytes = 20;

    /// <summary>Describes bytes.</summary>
    public static string Describe(ReadOnlySpan<byte> bytes) => bytes.Length <= MostBytes
        ? $"'\\x{Convert.ToHexStringLower(bytes)}'"
        : $"'\\x{Convert.ToHexStringLower(bytes[..MostBytes])}…' of {bytes.Length} bytes";
}
