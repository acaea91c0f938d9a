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
}
