using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Writes one value of a vector as text, exactly as the engine's own cast to VARCHAR does, so that its cast back is exact.</summary>
internal unsafe interface IValueText
{
    /// <summary>The bytes from one value of the vector to the next.</summary>
    static abstract int Stride { get; }

    /// <summary>At least as many bytes as the value's text has.</summary>
    static abstract long MostBytes(byte* value);

    static abstract void Append(byte* value, VarBinaryBuilder texts);
}
