using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>Reads native logical types and makes them.</summary>
internal static unsafe class LogicalTypes
{
    private static LogicalTypeHandle? _variant;

    /// <summary>Takes over a native VARIANT, which the C API cannot make whole (DuckDB 1.5: a made one lacks its inner types and brings the engine down).</summary>
    public static void LearnVariant(LogicalTypeHandle variant)
    {
        if (Interlocked.CompareExchange(ref _variant, variant, null) is not null)
        {
            variant.Dispose();
        }
    }

    /// <summary>Describes a native type; takes nothing over.</summary>
    public static DuckDbType Read(nint type)
    {
        var id = LogicalTypeApi.duckdb_get_type_id(type);
        var alias = NativeText.TakeOrNull(LogicalTypeApi.duckdb_logical_type_get_alias(type));
        return id switch
        {
            TypeId.Decimal => new DuckDbType(id)
            {
                Width = LogicalTypeApi.duckdb_decimal_width(type),
                Scale = LogicalTypeApi.duckdb_decimal_scale(type),
                Alias = alias,
            },
            TypeId.Enum => new DuckDbType(id) { Labels = ReadLabels(type) },
            TypeId.List => DuckDbType.List(Take(LogicalTypeApi.duckdb_list_type_child_type(type))),
            TypeId.Array => DuckDbType.Array(
                Take(LogicalTypeApi.duckdb_array_type_child_type(type)), checked((int)LogicalTypeApi.duckdb_array_type_array_size(type))),
            TypeId.Map => DuckDbType.Map(
                Take(LogicalTypeApi.duckdb_map_type_key_type(type)), Take(LogicalTypeApi.duckdb_map_type_value_type(type))),
            TypeId.Struct => new DuckDbType(id, ReadStruct(type)),
            TypeId.Union => new DuckDbType(id, ReadUnion(type)),
            _ => new DuckDbType(id) { Alias = alias },
        };
    }

    /// <summary>Describes a native type and destroys it.</summary>
    public static DuckDbType Take(nint type)
    {
        using var handle = new LogicalTypeHandle(type);
        return Read(type);
    }

    /// <summary>Makes the native type; the caller disposes it.</summary>
    public static LogicalTypeHandle Create(DuckDbType type)
    {
        if (type.Id == TypeId.Variant)
        {
            // The only way to copy a type is to put it into another and to take it out again.
            using var list = new LogicalTypeHandle(LogicalTypeApi.duckdb_create_list_type(_variant!.Raw));
            return new LogicalTypeHandle(LogicalTypeApi.duckdb_list_type_child_type(list.Raw));
        }

        var raw = type.Id switch
        {
            TypeId.Decimal => LogicalTypeApi.duckdb_create_decimal_type((byte)type.Width, (byte)type.Scale),
            TypeId.Enum => CreateEnum(type.Labels),
            TypeId.List or TypeId.Array or TypeId.Map or TypeId.Struct or TypeId.Union => CreateNested(type),
            _ => LogicalTypeApi.duckdb_create_logical_type(type.Id),
        };
        var handle = new LogicalTypeHandle(raw);
        if (type.IsJson)
        {
            fixed (byte* alias = "JSON\0"u8)
            {
                LogicalTypeApi.duckdb_logical_type_set_alias(raw, alias);
            }
        }

        return handle;
    }

    private static string[] ReadLabels(nint type)
    {
        var labels = new string[LogicalTypeApi.duckdb_enum_dictionary_size(type)];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = NativeText.Take(LogicalTypeApi.duckdb_enum_dictionary_value(type, (ulong)i));
        }

        return labels;
    }

    private static DuckDbMember[] ReadStruct(nint type)
    {
        var members = new DuckDbMember[LogicalTypeApi.duckdb_struct_type_child_count(type)];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new DuckDbMember(
                NativeText.Take(LogicalTypeApi.duckdb_struct_type_child_name(type, (ulong)i)),
                Take(LogicalTypeApi.duckdb_struct_type_child_type(type, (ulong)i)));
        }

        return members;
    }

    private static DuckDbMember[] ReadUnion(nint type)
    {
        var members = new DuckDbMember[LogicalTypeApi.duckdb_union_type_member_count(type)];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new DuckDbMember(
                NativeText.Take(LogicalTypeApi.duckdb_union_type_member_name(type, (ulong)i)),
                Take(LogicalTypeApi.duckdb_union_type_member_type(type, (ulong)i)));
        }

        return members;
    }

    private static nint CreateEnum(IReadOnlyList<string> labels)
    {
        using var names = new NativeTextArray(labels);
        return LogicalTypeApi.duckdb_create_enum_type(names.Pointer, (ulong)labels.Count);
    }

    private static nint CreateNested(DuckDbType type)
    {
        var members = type.Members.Select(member => Create(member.Type)).ToArray();
        try
        {
            return type.Id switch
            {
                TypeId.List => LogicalTypeApi.duckdb_create_list_type(members[0].Raw),
                TypeId.Array => LogicalTypeApi.duckdb_create_array_type(members[0].Raw, (ulong)type.Size),
                TypeId.Map => LogicalTypeApi.duckdb_create_map_type(members[0].Raw, members[1].Raw),
                _ => CreateNamed(type, members),
            };
        }
        finally
        {
            foreach (var member in members)
            {
                member.Dispose();
            }
        }
    }

    private static nint CreateNamed(DuckDbType type, LogicalTypeHandle[] members)
    {
        using var names = new NativeTextArray([.. type.Members.Select(member => member.Name)]);
        fixed (nint* raw = Array.ConvertAll(members, member => member.Raw))
        {
            return type.Id == TypeId.Struct
                ? LogicalTypeApi.duckdb_create_struct_type(raw, names.Pointer, (ulong)members.Length)
                : LogicalTypeApi.duckdb_create_union_type(raw, names.Pointer, (ulong)members.Length);
        }
    }
}
