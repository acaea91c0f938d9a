namespace Hawser.Connectors.DuckDb.Types;

/// <summary>One value of a vector as one value of an Arrow buffer.</summary>
internal interface IValueMap<TFrom, TTo>
{
    /// <summary>False when the value has no exact form on the other side.</summary>
    static abstract bool TryMap(TFrom value, out TTo mapped);

    /// <summary>Why <see cref="TryMap"/> refused the value.</summary>
    static abstract string Explain(TFrom value);
}
