using System.Globalization;
using System.Text;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>A DuckDB type with its parameters, as the engine's own text names it. Immutable; compared by that text.</summary>
internal sealed class DuckDbType : IEquatable<DuckDbType>
{
    private static readonly DuckDbMember[] NoMembers = [];

    public DuckDbType(TypeId id, IReadOnlyList<DuckDbMember>? members = null)
    {
        Id = id;
        Members = members ?? NoMembers;
    }

    public TypeId Id { get; }

    /// <summary>Digits of a DECIMAL.</summary>
    public int Width { get; init; }

    /// <summary>Digits of a DECIMAL behind the point.</summary>
    public int Scale { get; init; }

    /// <summary>Items a row of an ARRAY.</summary>
    public int Size { get; init; }

    /// <summary>A name laid over the type, such as JSON over VARCHAR; null for a plain type.</summary>
    public string? Alias { get; init; }

    /// <summary>The labels of an ENUM in their order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The members of a STRUCT or UNION; the one item of a LIST or ARRAY; key and value of a MAP.</summary>
    public IReadOnlyList<DuckDbMember> Members { get; }

    public bool IsJson => Id == TypeId.Varchar && string.Equals(Alias, "JSON", StringComparison.OrdinalIgnoreCase);

    public static DuckDbType Decimal(int width, int scale) => new(TypeId.Decimal) { Width = width, Scale = scale };

    public static DuckDbType Json() => new(TypeId.Varchar) { Alias = "JSON" };

    public static DuckDbType Enum(IReadOnlyList<string> labels) => new(TypeId.Enum) { Labels = labels };

    public static DuckDbType List(DuckDbType item) => new(TypeId.List, [new DuckDbMember("item", item)]);

    public static DuckDbType Array(DuckDbType item, int size) => new(TypeId.Array, [new DuckDbMember("item", item)]) { Size = size };

    public static DuckDbType Map(DuckDbType key, DuckDbType value) =>
        new(TypeId.Map, [new DuckDbMember("key", key), new DuckDbMember("value", value)]);

    /// <summary>The type as SQL writes it.</summary>
    public override string ToString() => Alias ?? Id switch
    {
        TypeId.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({Width},{Scale})"),
        TypeId.List => $"{Members[0].Type}[]",
        TypeId.Array => string.Create(CultureInfo.InvariantCulture, $"{Members[0].Type}[{Size}]"),
        TypeId.Map => $"MAP({Members[0].Type}, {Members[1].Type})",
        TypeId.Struct => $"STRUCT({DescribeMembers()})",
        TypeId.Union => $"UNION({DescribeMembers()})",
        TypeId.Enum => $"ENUM({string.Join(", ", Labels.Select(QuoteLabel))})",
        _ => TypeNames.Of(Id),
    };

    public bool Equals(DuckDbType? other) => other is not null && other.Id == Id && other.ToString() == ToString();

    public override bool Equals(object? obj) => Equals(obj as DuckDbType);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static string QuoteLabel(string label) => $"'{label.Replace("'", "''", StringComparison.Ordinal)}'";

    private string DescribeMembers()
    {
        var text = new StringBuilder();
        foreach (var member in Members)
        {
            text.Append(text.Length == 0 ? "" : ", ")
                .Append('"').Append(member.Name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\" ").Append(member.Type);
        }

        return text.ToString();
    }
}
