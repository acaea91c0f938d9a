using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>An engine's types and Arrow's, both ways, with fidelity. Stateless and thread-safe.</summary>
public abstract class TypeMap
{
    /// <summary>The whole table, for documentation. What it says is what <see cref="ToArrow"/> and <see cref="ToNative"/> do; a test holds that.</summary>
    public abstract IReadOnlyList<TypeMapRow> Rows { get; }

    /// <summary>How a native type is read. A type that is not known is read as opaque bytes or text under its name, never as something else.</summary>
    /// <param name="nativeType">The type as the catalog writes it, e.g. <c>DECIMAL(15,2)</c>.</param>
    public abstract SourceColumn ToArrow(string nativeType);

    /// <summary>How a sink keeps a column of this field.</summary>
    /// <param name="field">The source's field: type, nullability, extension.</param>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: the engine cannot keep the type in any form.</exception>
    public abstract SinkColumn ToNative(Field field);

    /// <summary>How a sink keeps a column that is part of a primary key: as any other, or, where that form cannot be in a key, in one that can, with values that do not fit refused.</summary>
    /// <param name="column">The column as it is kept outside of keys.</param>
    /// <param name="keyColumnCount">How many columns the key has.</param>
    public virtual SinkColumn InKey(SinkColumn column, int keyColumnCount) => column;

    /// <summary>Whether columns can be read as the engine's own bytes, as <see cref="ReadOptions.EncodedColumns"/> asks.</summary>
    public virtual bool ReadsEncoded => false;

    /// <summary>Whether a field holds the engine's own bytes of a type: what reading a column encoded gives, and what the engine's loads take back as it is.</summary>
    public virtual bool IsEncoded(Field field) => false;

    /// <summary>Whether a column that goes to a database of the same engine is better read encoded, because some of its values have no other form.</summary>
    /// <param name="column">The column as it is read when it is not encoded.</param>
    public virtual bool PrefersEncoded(ColumnModel column) => false;

    /// <summary>How a database of the same engine keeps a column: in the native type that it has, which Arrow alone does not tell. Null where going by the field is as good.</summary>
    /// <param name="column">The column as it is read.</param>
    public virtual SinkColumn? ToSame(ColumnModel column) => null;
}
