using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Session;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>
/// The table function that gives SQL statements the rows of a <see cref="ScanFeed"/>: <c>INSERT INTO t SELECT … FROM hawser_batches(7)</c>, <c>COPY (SELECT …) TO …</c>.
/// Registered once per instance; a feed is named by a number.
/// </summary>
/// <remarks>Measured against the appender on 3 million rows of 16 columns: a third less processor time and half the memory, because text is not copied on the way in.</remarks>
internal static unsafe class BatchScan
{
    private const string Function = "hawser_batches";
    private static readonly ConcurrentDictionary<long, ScanFeed> Feeds = new();
    private static long _lastId;

    /// <summary>The column names that the function gives: c0, c1, ….</summary>
    public static string ColumnName(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");

    /// <summary>Makes a feed known; its rows are behind FROM <see cref="Call"/>.</summary>
    public static long Add(ScanFeed feed)
    {
        var id = Interlocked.Increment(ref _lastId);
        Feeds[id] = feed;
        return id;
    }

    public static string Call(long id) => string.Create(CultureInfo.InvariantCulture, $"{Function}({id})");

    public static void Remove(long id) => Feeds.TryRemove(id, out _);

    /// <summary>Makes the function known to an instance.</summary>
    public static void Register(EngineSession session)
    {
        var function = TableFunctionApi.duckdb_create_table_function();
        try
        {
            using var number = LogicalTypes.Create(new DuckDbType(TypeId.BigInt));
            fixed (byte* name = NativeText.Terminated(Function))
            {
                TableFunctionApi.duckdb_table_function_set_name(function, name);
            }

            TableFunctionApi.duckdb_table_function_add_parameter(function, number.Raw);
            TableFunctionApi.duckdb_table_function_set_bind(function, &Bind);
            TableFunctionApi.duckdb_table_function_set_init(function, &Init);
            TableFunctionApi.duckdb_table_function_set_function(function, &Fill);
            if (TableFunctionApi.duckdb_register_table_function(session.Handle, function) != 0)
            {
                throw new ConnectorException(ConnectorStatus.Internal, DuckDbErrors.Connector, $"the function {Function} could not be registered.");
            }
        }
        finally
        {
            TableFunctionApi.duckdb_destroy_table_function(&function);
        }
    }

    [UnmanagedCallersOnly]
    private static void Bind(nint info)
    {
        var argument = TableFunctionApi.duckdb_bind_get_parameter(info, 0);
        var id = ValueApi.duckdb_get_int64(argument);
        ValueApi.duckdb_destroy_value(&argument);
        if (!Feeds.TryGetValue(id, out var feed))
        {
            fixed (byte* message = NativeText.Terminated($"{Function}({id}) is not open"))
            {
                TableFunctionApi.duckdb_bind_set_error(info, message);
            }

            return;
        }

        for (var i = 0; i < feed.Columns.Count; i++)
        {
            fixed (byte* name = NativeText.Terminated(ColumnName(i)))
            {
                TableFunctionApi.duckdb_bind_add_result_column(info, name, feed.Columns[i].Type.Raw);
            }
        }

        TableFunctionApi.duckdb_bind_set_bind_data(info, (nint)id, null);
    }

    /// <summary>One thread, so that rows keep their order.</summary>
    [UnmanagedCallersOnly]
    private static void Init(nint info) => TableFunctionApi.duckdb_init_set_max_threads(info, 1);

    [UnmanagedCallersOnly]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "No exception may cross into native code; the feed keeps it and its statement fails with it.")]
    private static void Fill(nint info, nint chunk)
    {
        if (!Feeds.TryGetValue(TableFunctionApi.duckdb_function_get_bind_data(info), out var feed))
        {
            SetError(info, "the rows are gone");
            return;
        }

        try
        {
            feed.Fill(chunk);
        }
        catch (Exception error)
        {
            feed.Queue.Fail(error);
            SetError(info, error.Message.Replace('\0', ' '));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetError(nint info, string message)
    {
        fixed (byte* text = NativeText.Terminated(message))
        {
            TableFunctionApi.duckdb_function_set_error(info, text);
        }
    }
}
