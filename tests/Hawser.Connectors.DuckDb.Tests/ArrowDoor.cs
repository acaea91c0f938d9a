using System.Runtime.InteropServices;
using System.Text;
using Hawser.Arrow;
using Hawser.Arrow.CData;

namespace Hawser.Connectors.DuckDb.Tests;

/// <summary>libduckdb's own Arrow functions, called past our bindings: what it makes of our C structs, and what we make of its.</summary>
internal sealed unsafe class ArrowDoor : IDisposable
{
    private static readonly nint Library = NativeLibrary.Load(Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so"));

    private void* _database;
    private void* _connection;

    public ArrowDoor()
    {
        void* database, connection;
        var open = (delegate* unmanaged[Cdecl]<byte*, void**, int>)Export("duckdb_open");
        var connect = (delegate* unmanaged[Cdecl]<void*, void**, int>)Export("duckdb_connect");
        Assert.Equal(0, open(null, &database));
        Assert.Equal(0, connect(database, &connection));
        _database = database;
        _connection = connection;
    }

    /// <summary>Makes a view over our stream, reads it into a table, and closes the stream.</summary>
    public void Import(RecordBatchReader reader, string table)
    {
        var scan = (delegate* unmanaged[Cdecl]<void*, byte*, CArrowArrayStream*, int>)Export("duckdb_arrow_scan");
        CArrowArrayStream stream;
        CStreamExporter.Export(reader, &stream);
        try
        {
            fixed (byte* name = Text("incoming"))
            {
                Assert.Equal(0, scan(_connection, name, &stream));
            }

            Run($"CREATE TABLE \"{table}\" AS SELECT * FROM incoming");
            Run("DROP VIEW incoming");
        }
        finally
        {
            stream.Release(&stream);
        }
    }

    /// <summary>The rows of a query as libduckdb exports them.</summary>
    public IReadOnlyList<RecordBatch> Query(string sql)
    {
        var getSchema = (delegate* unmanaged[Cdecl]<void*, CArrowSchema**, int>)Export("duckdb_query_arrow_schema");
        var getArray = (delegate* unmanaged[Cdecl]<void*, CArrowArray**, int>)Export("duckdb_query_arrow_array");
        var batches = new List<RecordBatch>();
        void* result = Start(sql);
        try
        {
            CArrowSchema cSchema = default;
            CArrowSchema* schemaAddress = &cSchema;
            Assert.Equal(0, getSchema(result, &schemaAddress));
            Schema schema = CSchemaImporter.ImportSchema(&cSchema);
            while (true)
            {
                CArrowArray array = default;
                CArrowArray* arrayAddress = &array;
                Assert.Equal(0, getArray(result, &arrayAddress));
                if (array.Release == null)
                {
                    return batches;
                }

                batches.Add(CArrayImporter.ImportBatch(&array, schema, ValidationLevel.Full));
            }
        }
        finally
        {
            Destroy(result);
        }
    }

    public void Run(string sql) => Destroy(Start(sql));

    public void Dispose()
    {
        fixed (void** connection = &_connection, database = &_database)
        {
            ((delegate* unmanaged[Cdecl]<void**, void>)Export("duckdb_disconnect"))(connection);
            ((delegate* unmanaged[Cdecl]<void**, void>)Export("duckdb_close"))(database);
        }
    }

    private static nint Export(string name) => NativeLibrary.GetExport(Library, name);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static void Destroy(void* result) => ((delegate* unmanaged[Cdecl]<void**, void>)Export("duckdb_destroy_arrow"))(&result);

    private void* Start(string sql)
    {
        var query = (delegate* unmanaged[Cdecl]<void*, byte*, void**, int>)Export("duckdb_query_arrow");
        var error = (delegate* unmanaged[Cdecl]<void*, byte*>)Export("duckdb_query_arrow_error");
        void* result;
        fixed (byte* text = Text(sql))
        {
            if (query(_connection, text, &result) != 0)
            {
                string message = Marshal.PtrToStringUTF8((nint)error(result)) ?? "no message";
                Destroy(result);
                Assert.Fail($"{sql}: {message}");
            }
        }

        return result;
    }
}
