using System.Diagnostics.CodeAnalysis;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Refuses values whose bytes are not what their type's binary format says.</summary>
internal static class WireValue
{
    /// <summary>Refuses a value of the wrong length.</summary>
    [DoesNotReturn]
    public static void ThrowLength(ReadOnlySpan<byte> value, int expected, string type) =>
        throw new WireFormatException($"a value of {type} has {value.Length} bytes and not {expected}");

    /// <summary>Refuses content that the type cannot have.</summary>
    [DoesNotReturn]
    public static void Throw(string type, string what) => throw new WireFormatException($"a value of {type} {what}");
}
