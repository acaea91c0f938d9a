namespace Hawser.Connectors.MySql.Session.Authentication;

/// <summary>Hides bytes under others.</summary>
internal static class ByteMask
{
    /// <summary>Combines each byte with one of the mask by exclusive or; a shorter mask is used over and over.</summary>
    public static void Apply(Span<byte> bytes, ReadOnlySpan<byte> mask)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= mask[i % mask.Length];
        }
    }
}
