using System.Data;
using System.Data.Common;

namespace Hawser.Tests.Locations;

/// <summary>A reader of one decimal column whose schema table says what a test wants, or that is missing when the scale is negative; it implements the interface only, as old providers do.</summary>
internal sealed class FactsReader(int precision, int scale) : IDataReader
{
    private readonly DataTableReader _inner = Make();

    public int Depth => 0;

    public bool IsClosed => _inner.IsClosed;

    public int RecordsAffected => -1;

    public int FieldCount => 1;

    public object this[int i] => _inner[i];

    public object this[string name] => _inner[name];

    public DataTable GetSchemaTable()
    {
        if (scale < 0)
        {
            throw new NotSupportedException("There is no schema table.");
        }

        var table = new DataTable();
        table.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        table.Columns.Add(SchemaTableColumn.NumericPrecision, typeof(short));
        table.Columns.Add(SchemaTableColumn.NumericScale, typeof(short));
        table.Columns.Add(SchemaTableColumn.AllowDBNull, typeof(bool));
        table.Rows.Add("amount", precision, scale, false);
        return table;
    }

    public bool Read() => _inner.Read();

    public bool NextResult() => _inner.NextResult();

    public void Close() => _inner.Close();

    public void Dispose() => _inner.Dispose();

    public bool GetBoolean(int i) => _inner.GetBoolean(i);

    public byte GetByte(int i) => _inner.GetByte(i);

    public long GetBytes(int i, long fieldOffset, byte[]? buffer, int bufferoffset, int length) => _inner.GetBytes(i, fieldOffset, buffer, bufferoffset, length);

    public char GetChar(int i) => _inner.GetChar(i);

    public long GetChars(int i, long fieldoffset, char[]? buffer, int bufferoffset, int length) => _inner.GetChars(i, fieldoffset, buffer, bufferoffset, length);

    public IDataReader GetData(int i) => throw new NotSupportedException();

    public string GetDataTypeName(int i) => _inner.GetDataTypeName(i);

    public DateTime GetDateTime(int i) => _inner.GetDateTime(i);

    public decimal GetDecimal(int i) => _inner.GetDecimal(i);

    public double GetDouble(int i) => _inner.GetDouble(i);

    public Type GetFieldType(int i) => _inner.GetFieldType(i);

    public float GetFloat(int i) => _inner.GetFloat(i);

    public Guid GetGuid(int i) => _inner.GetGuid(i);

    public short GetInt16(int i) => _inner.GetInt16(i);

    public int GetInt32(int i) => _inner.GetInt32(i);

    public long GetInt64(int i) => _inner.GetInt64(i);

    public string GetName(int i) => "amount";

    public int GetOrdinal(string name) => 0;

    public string GetString(int i) => _inner.GetString(i);

    public object GetValue(int i) => _inner.GetValue(i);

    public int GetValues(object[] values) => _inner.GetValues(values);

    public bool IsDBNull(int i) => _inner.IsDBNull(i);

    private static DataTableReader Make()
    {
        var table = new DataTable();
        table.Columns.Add(new DataColumn("amount", typeof(decimal)));
        table.Rows.Add(-1.25m);
        return table.CreateDataReader();
    }
}
