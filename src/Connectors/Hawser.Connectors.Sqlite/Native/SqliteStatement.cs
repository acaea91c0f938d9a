namespace Hawser.Connectors.Sqlite.Native;

/// <summary>One prepared statement.</summary>
internal sealed unsafe class SqliteStatement(SqliteSession session, StatementHandle handle) : IDisposable
{
    private const nint Transient = -1;

    public SqliteSession Session => session;

    public nint Pointer => handle.Pointer;

    /// <summary>Whether running it leaves the database as it is.</summary>
    public bool IsReadOnly => NativeStatement.IsReadOnly(Pointer) != 0;

    public int ColumnCount => NativeStatement.ColumnCount(Pointer);

    public int ParameterCount => NativeStatement.ParameterCount(Pointer);

    public string ColumnName(int column) => NativeText.ToString(NativeStatement.ColumnName(Pointer, column)) ?? "";

    /// <summary>The type text of the column that a result column is; null for an expression.</summary>
    public string? DeclaredType(int column) => NativeText.ToString(NativeStatement.ColumnDeclaredType(Pointer, column));

    /// <summary>The table that a result column comes from; null for an expression or when the library was built without the knowledge.</summary>
    public string? OriginTable(int column) =>
        SqliteLibrary.HasColumnMetadata ? NativeText.ToString(NativeStatement.ColumnTableName(Pointer, column)) : null;

    /// <summary>The placeholder's name with its prefix; null for <c>?</c>.</summary>
    public string? ParameterName(int parameter) => NativeText.ToString(NativeStatement.ParameterName(Pointer, parameter));

    /// <summary>Goes to the next row; false behind the last.</summary>
    public bool Step()
    {
        int code = StepRaw();
        return code == ResultCode.Row || (code == ResultCode.Done ? false : throw session.Error(code));
    }

    public int StepRaw() => NativeStatement.Step(Pointer);

    /// <summary>Makes it ready to run again. The bindings stay.</summary>
    public void Reset() => _ = NativeStatement.Reset(Pointer);

    public void ClearBindings() => _ = NativeStatement.ClearBindings(Pointer);

    public bool IsNull(int column) => NativeValue.Type(NativeValue.OfColumn(Pointer, column)) == (int)StorageClass.Null;

    public long GetInt64(int column) => NativeValue.Int64(NativeValue.OfColumn(Pointer, column));

    /// <summary>A cell as text; null for NULL. For names and SQL, not for data.</summary>
    public string? GetText(int column)
    {
        nint value = NativeValue.OfColumn(Pointer, column);
        return NativeValue.Type(value) == (int)StorageClass.Null ? null : new string(NativeValue.Text16(value), 0, NativeValue.Bytes16(value) / sizeof(char));
    }

    /// <summary>Binds a text by copy; parameters count from 1.</summary>
    public SqliteStatement Bind(int parameter, string? text)
    {
        if (text is null)
        {
            session.ThrowUnlessOk(NativeBind.Null(Pointer, parameter));
            return this;
        }

        byte[] bytes = NativeText.ToUtf8(text);
        fixed (byte* start = bytes)
        {
            session.ThrowUnlessOk(NativeBind.Text(Pointer, parameter, start, (ulong)(bytes.Length - 1), Transient, NativeBind.Utf8));
        }

        return this;
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        session.ThrowUnlessOk(NativeBind.Int64(Pointer, parameter, value));
        return this;
    }

    public void Dispose() => handle.Dispose();
}
