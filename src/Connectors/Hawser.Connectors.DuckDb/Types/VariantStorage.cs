using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>How a VARIANT lies in its vector: keys, the tree of children, the values' types and places, and their bytes.</summary>
/// <remarks>Found by looking at vectors of DuckDB 1.5; a value that was carried is only ever put back into a VARIANT.</remarks>
internal static class VariantStorage
{
    public static DuckDbType Type { get; } = new(
        TypeId.Struct,
        [
            new DuckDbMember("keys", DuckDbType.List(new DuckDbType(TypeId.Varchar))),
            new DuckDbMember("children", DuckDbType.List(Pair("keys_index", TypeId.UInteger, "values_index"))),
            new DuckDbMember("values", DuckDbType.List(Pair("type_id", TypeId.UTinyInt, "byte_offset"))),
            new DuckDbMember("data", new DuckDbType(TypeId.Blob)),
        ]);

    private static DuckDbType Pair(string first, TypeId firstType, string second) =>
        new(TypeId.Struct, [new DuckDbMember(first, new DuckDbType(firstType)), new DuckDbMember(second, new DuckDbType(TypeId.UInteger))]);
}
