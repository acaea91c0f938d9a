using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Session;

/// <summary>Lists, arrays, structs, maps and unions as native values.</summary>
internal static unsafe class NestedValues
{
    public static nint Create(ArrowArray source, Field field, int row)
    {
        var type = SinkForms.TypeOf(field.WithMetadata(ArrowMetadata.Empty));
        using var native = LogicalTypes.Create(type);
        return source.Type switch
        {
            MapType map => OfMap(source, map, row, native.Raw),
            StructType => OfStruct(source, row, native.Raw),
            UnionType union => OfUnion(source, union, row, native.Raw),
            _ => OfList(source, row, type),
        };
    }

    private static nint OfList(ArrowArray source, int row, DuckDbType type)
    {
        using var child = LogicalTypes.Create(type.Members[0].Type);
        using var items = new Values(source.ListLength(row));
        for (var i = 0; i < items.Count; i++)
        {
            items[i] = CellValues.Create(source.Children[0], source.Type.Children[0], source.ListStart(row) + i);
        }

        fixed (nint* raw = items.Raw)
        {
            return type.Id == TypeId.Array
                ? ValueApi.duckdb_create_array_value(child.Raw, raw, (ulong)items.Count)
                : ValueApi.duckdb_create_list_value(child.Raw, raw, (ulong)items.Count);
        }
    }

    private static nint OfStruct(ArrowArray source, int row, nint type)
    {
        using var members = new Values(source.Children.Length);
        for (var i = 0; i < members.Count; i++)
        {
            members[i] = CellValues.Create(source.Children[i], source.Type.Children[i], row);
        }

        fixed (nint* raw = members.Raw)
        {
            return ValueApi.duckdb_create_struct_value(type, raw);
        }
    }

    private static nint OfMap(ArrowArray source, MapType map, int row, nint type)
    {
        var entries = source.Children[0];
        using var keys = new Values(source.ListLength(row));
        using var values = new Values(source.ListLength(row));
        for (var i = 0; i < keys.Count; i++)
        {
            keys[i] = CellValues.Create(entries.Children[0], map.Key, source.ListStart(row) + i);
            values[i] = CellValues.Create(entries.Children[1], map.Value, source.ListStart(row) + i);
        }

        fixed (nint* rawKeys = keys.Raw, rawValues = values.Raw)
        {
            return ValueApi.duckdb_create_map_value(type, rawKeys, rawValues, (ulong)keys.Count);
        }
    }

    private static nint OfUnion(ArrowArray source, UnionType union, int row, nint type)
    {
        var child = union.ChildIndexOf(source.UnionTypeId(row));
        using var value = new Values(1);
        value[0] = CellValues.Create(source.Children[child], union.Children[child], source.UnionChildRow(row));
        return ValueApi.duckdb_create_union_value(type, (ulong)child, value[0]);
    }

    /// <summary>Values that are destroyed once the nested value that copies them is made.</summary>
    private sealed class Values(int count) : IDisposable
    {
        public int Count => count;

        /// <summary>At least one element, so that the native side always gets an address.</summary>
        public nint[] Raw { get; } = new nint[Math.Max(1, count)];

        public nint this[int index]
        {
            get => Raw[index];
            set => Raw[index] = value;
        }

        public void Dispose()
        {
            foreach (var item in Raw)
            {
                var value = item;
                if (value != 0)
                {
                    ValueApi.duckdb_destroy_value(&value);
                }
            }
        }
    }
}
