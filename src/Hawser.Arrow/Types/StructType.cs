namespace Hawser.Arrow;

/// <summary>Named children side by side.</summary>
public sealed class StructType : NestedType
{
    /// <summary>Makes a struct of these fields, in this order. Names may repeat and may be empty.</summary>
    public StructType(params IEnumerable<Field> fields)
        : base(ArrowTypeId.Struct, fields)
    {
    }

    /// <inheritdoc/>
    public override string Format => "+s";

    /// <inheritdoc/>
    public override string ToString() => Describe("struct");
}
