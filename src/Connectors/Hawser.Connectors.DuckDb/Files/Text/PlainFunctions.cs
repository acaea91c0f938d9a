using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Session;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>
/// SQL functions of ours, registered once per instance: <c>hawser_is_plain_integer(a, b, …)</c> and its siblings say whether each text that is not NULL is plainly a value of the
/// type. They run inside the engine's own scan, so that testing every value costs no second pass.
/// </summary>
internal static unsafe class PlainFunctions
{
    /// <summary>Takes the texts and, last, the scale as text.</summary>
    private const int DecimalNumber = 100;

    /// <summary>The call that tests columns of one form.</summary>
    public static string Call(PlainForm form, IEnumerable<string> quotedNames) => $"{Name(form)}({string.Join(", ", quotedNames)})";

    /// <summary>The call that tests a column of decimals.</summary>
    public static string CallDecimal(string quotedName, int scale) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"hawser_is_plain_decimal({quotedName}, '{scale}')");

    /// <summary>Makes the functions known to an instance.</summary>
    public static void Register(EngineSession session)
    {
        foreach (PlainForm form in Enum.GetValues<PlainForm>())
        {
            Register(session, Name(form), (int)form);
        }

        Register(session, "hawser_is_plain_decimal", DecimalNumber);
    }

    private static string Name(PlainForm form) => $"hawser_is_plain_{form.ToString().ToLowerInvariant()}";

    private static void Register(EngineSession session, string name, int number)
    {
        var function = ScalarFunctionApi.duckdb_create_scalar_function();
        try
        {
            using var text = LogicalTypes.Create(new DuckDbType(TypeId.Varchar));
            using var truth = LogicalTypes.Create(new DuckDbType(TypeId.Boolean));
            fixed (byte* bytes = NativeText.Terminated(name))
            {
                ScalarFunctionApi.duckdb_scalar_function_set_name(function, bytes);
            }

            ScalarFunctionApi.duckdb_scalar_function_set_varargs(function, text.Raw);
            ScalarFunctionApi.duckdb_scalar_function_set_return_type(function, truth.Raw);
            ScalarFunctionApi.duckdb_scalar_function_set_special_handling(function);
            ScalarFunctionApi.duckdb_scalar_function_set_extra_info(function, number, null);
            ScalarFunctionApi.duckdb_scalar_function_set_function(function, &Test);
            if (ScalarFunctionApi.duckdb_register_scalar_function(session.Handle, function) != 0)
            {
                throw new ConnectorException(ConnectorStatus.Internal, DuckDbErrors.Connector, $"the function {name} could not be registered.");
            }
        }
        finally
        {
            ScalarFunctionApi.duckdb_destroy_scalar_function(&function);
        }
    }

    [UnmanagedCallersOnly]
    private static void Test(nint info, nint input, nint output)
    {
        var number = (int)ScalarFunctionApi.duckdb_scalar_function_get_extra_info(info);
        var rows = (int)ChunkApi.duckdb_data_chunk_get_size(input);
        var answers = new Span<byte>(ChunkApi.duckdb_vector_get_data(output), rows);
        answers.Fill(1);
        var columns = (int)ChunkApi.duckdb_data_chunk_get_column_count(input);
        if (number == DecimalNumber)
        {
            TestDecimals(Column.Of(input, 0), Column.Of(input, 1), answers);
            return;
        }

        for (var i = 0; i < columns; i++)
        {
            TestColumn((PlainForm)number, Column.Of(input, i), answers);
        }
    }

    private static void TestColumn(PlainForm form, Column column, Span<byte> answers)
    {
        for (var row = 0; row < answers.Length; row++)
        {
            if (!column.IsNull(row) && !PlainText.Is(form, column.Text(row)))
            {
                answers[row] = 0;
            }
        }
    }

    private static void TestDecimals(Column column, Column scales, Span<byte> answers)
    {
        for (var row = 0; row < answers.Length; row++)
        {
            var isKnown = int.TryParse(scales.Text(row), System.Globalization.CultureInfo.InvariantCulture, out var scale);
            if (!column.IsNull(row) && !(isKnown && PlainText.IsDecimal(column.Text(row), scale)))
            {
                answers[row] = 0;
            }
        }
    }

    /// <summary>A vector of texts.</summary>
    private readonly struct Column(NativeString* texts, ulong* validity)
    {
        public static Column Of(nint chunk, int index)
        {
            var vector = ChunkApi.duckdb_data_chunk_get_vector(chunk, (ulong)index);
            return new Column((NativeString*)ChunkApi.duckdb_vector_get_data(vector), ChunkApi.duckdb_vector_get_validity(vector));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsNull(int row) => validity is not null && (validity[row >> 6] >> (row & 63) & 1) == 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ReadOnlySpan<byte> Text(int row) => new(NativeString.Bytes(texts + row), (int)texts[row].Length);
    }
}
