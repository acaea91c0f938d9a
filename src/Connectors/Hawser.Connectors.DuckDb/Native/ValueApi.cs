using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Single values, for bound parameters (chapter "Value Interface"). Every returned value is the caller's to destroy.</summary>
internal static unsafe partial class ValueApi
{
    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_value(nint* value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial long duckdb_get_int64(nint value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_null_value();

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_bool(byte value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_int8(sbyte value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_uint8(byte value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_int16(short value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_uint16(ushort value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_int32(int value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_uint32(uint value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_int64(long value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_uint64(ulong value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_hugeint(NativeHugeInt value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_uhugeint(NativeHugeInt value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_uuid(NativeHugeInt value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_decimal(NativeDecimal value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_float(float value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_double(double value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_varchar_length(byte* text, ulong length);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_blob(byte* bytes, ulong length);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_date(int days);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_time(long micros);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_time_ns(long nanos);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_timestamp(long micros);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_timestamp_tz(long micros);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_timestamp_s(long seconds);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_timestamp_ms(long millis);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_timestamp_ns(long nanos);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_interval(NativeInterval value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_struct_value(nint type, nint* members);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_list_value(nint childType, nint* values, ulong count);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_array_value(nint childType, nint* values, ulong count);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_map_value(nint mapType, nint* keys, nint* values, ulong count);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_union_value(nint unionType, ulong tag, nint value);
}
