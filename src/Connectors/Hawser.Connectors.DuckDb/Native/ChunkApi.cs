using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Data chunks and their vectors (chapters "Data Chunk Interface", "Vector Interface"). Every signature is blittable: these run per chunk.</summary>
internal static unsafe partial class ChunkApi
{
    /// <summary>The most rows that one chunk holds, as this library was compiled.</summary>
    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ulong duckdb_vector_size();

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_data_chunk(nint* chunk);

    [LibraryImport(DuckDbLibrary.Name), SuppressGCTransition]
    internal static partial ulong duckdb_data_chunk_get_size(nint chunk);

    [LibraryImport(DuckDbLibrary.Name), SuppressGCTransition]
    internal static partial void duckdb_data_chunk_set_size(nint chunk, ulong size);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_data_chunk_reset(nint chunk);

    [LibraryImport(DuckDbLibrary.Name), SuppressGCTransition]
    internal static partial ulong duckdb_data_chunk_get_column_count(nint chunk);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void* duckdb_vector_get_data(nint vector);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ulong* duckdb_vector_get_validity(nint vector);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_vector_ensure_validity_writable(nint vector);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_list_vector_get_child(nint vector);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ulong duckdb_list_vector_get_size(nint vector);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_list_vector_set_size(nint vector, ulong size);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_list_vector_reserve(nint vector, ulong capacity);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_struct_vector_get_child(nint vector, ulong index);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_array_vector_get_child(nint vector);
}
