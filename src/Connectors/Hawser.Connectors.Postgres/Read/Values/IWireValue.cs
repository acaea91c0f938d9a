namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>How values of one type of fixed width lie on the wire. Implemented by structs, so that each decoder is compiled for its own.</summary>
/// <typeparam name="T">The value as Arrow stores it.</typeparam>
internal interface IWireValue<T>
    where T : unmanaged
{
    /// <summary>Bytes of a value.</summary>
    static abstract int Width { get; }

    /// <summary>The type's name in messages.</summary>
    static abstract string Name { get; }

    /// <summary>Reads a value of exactly <see cref="Width"/> bytes; false when it has no Arrow form.</summary>
    static abstract bool TryRead(ReadOnlySpan<byte> bytes, out T value);

    /// <summary>A value without an Arrow form, in a sentence.</summary>
    static abstract string Explain(ReadOnlySpan<byte> bytes);
}
