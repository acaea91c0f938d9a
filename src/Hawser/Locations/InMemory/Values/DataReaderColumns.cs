using System.Data;
using System.Data.Common;
using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>The columns of an ADO.NET reader, typed by its schema table where it has one, else by its field types.</summary>
internal static class DataReaderColumns
{
    private const int MicrosecondDigits = 6;

    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: a column is of a type that Arrow has no place for.</exception>
    public static IReadOnlyList<RowColumn<IDataReader>> Of(IDataReader reader, InMemoryTypes types)
    {
        using var schema = SchemaTableOf(reader);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(ordinal => Column(reader, ordinal, schema is { Rows: var rows } && ordinal < rows.Count ? rows[ordinal] : null, types))];
    }

    private static DataTable? SchemaTableOf(IDataReader reader)
    {
        try
        {
            return reader.GetSchemaTable();
        }
        catch (NotSupportedException)
        {
            // Some providers have none; the field types remain.
            return null;
        }
    }

    private static RowColumn<IDataReader> Column(IDataReader reader, int ordinal, DataRow? facts, InMemoryTypes types)
    {
        var name = reader.GetName(ordinal);
        var type = reader.GetFieldType(ordinal);
        var column = new OneColumn(name, ordinal, Number(facts, SchemaTableColumn.NumericPrecision), Number(facts, SchemaTableColumn.NumericScale), IsNullable(facts), types);
        return ClrType.Dispatch(Nullable.GetUnderlyingType(type) ?? type, column)
            ?? throw new ConnectorException(ConnectorStatus.NotSupported, InMemoryConnector.ConnectorName, $"column \"{name}\" of the data reader is of type {type}.")
            {
                Hint = $"Cast it in the query; known are {ClrType.Known}.",
            };
    }

    private static bool IsNullable(DataRow? facts) => Fact(facts, SchemaTableColumn.AllowDBNull) is not false;

    private static int? Number(DataRow? facts, string column)
        => Fact(facts, column) is IConvertible number and not string ? number.ToInt32(CultureInfo.InvariantCulture) : null;

    private static object? Fact(DataRow? facts, string column) => facts is not null && facts.Table.Columns.Contains(column) && facts[column] is not DBNull and var fact ? fact : null;

    private sealed class OneColumn(string name, int ordinal, int? precision, int? scale, bool isNullable, InMemoryTypes types) : IClrTypeVisitor<RowColumn<IDataReader>>
    {
        // 255 and 0 are how providers say that they do not know.
        private DecimalType DecimalType => precision is >= 1 and <= DecimalType.MaxPrecision128 && scale >= 0 && scale <= precision
            ? DecimalType.Decimal128(precision.Value, scale.Value)
            : types.Decimal;

        private TimeUnit Unit => types.TimestampUnit ?? (scale is > MicrosecondDigits and <= MicrosecondDigits + 3 ? TimeUnit.Nanosecond : TimeUnit.Microsecond);

        public RowColumn<IDataReader> VisitValue<T>()
            where T : struct => Visit<T>();

        public RowColumn<IDataReader> VisitReference<T>()
            where T : class => Visit<T>();

        private RowColumn<IDataReader> Visit<T>()
        {
            var form = typeof(T) == typeof(decimal) ? (ValueForm<T>)(object)ValueForms.Decimal(DecimalType) : ValueForms.Of<T>(types, Unit);
            var get = (Func<IDataReader, T>?)Typed(typeof(T)) ?? (reader => reader is DbDataReader provider ? provider.GetFieldValue<T>(ordinal) : (T)reader.GetValue(ordinal));
            return RowColumn<IDataReader>.OfTested(name, form, isNullable, reader => reader.IsDBNull(ordinal), get);
        }

        // The interface's own getters, which hand values over without boxes.
        private Delegate? Typed(Type type) => Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => (IDataReader reader) => reader.GetBoolean(ordinal),
            TypeCode.Byte => (IDataReader reader) => reader.GetByte(ordinal),
            TypeCode.Int16 => (IDataReader reader) => reader.GetInt16(ordinal),
            TypeCode.Int32 => (IDataReader reader) => reader.GetInt32(ordinal),
            TypeCode.Int64 => (IDataReader reader) => reader.GetInt64(ordinal),
            TypeCode.Single => (IDataReader reader) => reader.GetFloat(ordinal),
            TypeCode.Double => (IDataReader reader) => reader.GetDouble(ordinal),
            TypeCode.Decimal => (IDataReader reader) => reader.GetDecimal(ordinal),
            TypeCode.DateTime => (IDataReader reader) => reader.GetDateTime(ordinal),
            TypeCode.String => (IDataReader reader) => reader.GetString(ordinal),
            _ when type == typeof(Guid) => (IDataReader reader) => reader.GetGuid(ordinal),
            _ => null,
        };
    }
}
