namespace Hawser.Connectors.MySql.Read.Values;

/// <summary>How values of one type of fixed width lie in rows. Implemented by structs, so that each decoder is compiled for its own.</summary>
/// <typeparam name="T">The value as Arrow stores it.</typeparam>
internal interface IWireValue<T>
    where T : unmanaged
{
    /// <summary>Bytes of a value in binary.</summary>
    static abstract int Width { get; }

    /// <summary>The type's name in messages.</summary>
    static abstract string Name { get; }

    /// <summary>Reads a value of exactly <see cref="Width"/> bytes.</summary>
    static abstract T Read(ReadOnlySpan<byte> bytes);

    /// <summary>Reads a value from text; false when it is none.</summary>
    static abstract bool TryParse(ReadOnlySpan<byte> text, out T value);
}
