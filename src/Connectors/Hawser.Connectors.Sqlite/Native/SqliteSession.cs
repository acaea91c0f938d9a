using System.Diagnostics;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>One <c>sqlite3*</c>: opens, prepares, interrupts, and turns result codes into errors.</summary>
internal sealed unsafe class SqliteSession : IDisposable
{
    private const int FileControlSizeLimit = 36;

    private readonly Lock _gate = new();
    private readonly DatabaseHandle _handle;
    private bool? _isUtf16;

    private SqliteSession(DatabaseHandle handle, string displayName)
    {
        _handle = handle;
        DisplayName = displayName;
    }

    /// <summary>The database in messages.</summary>
    public string DisplayName { get; }

    public nint Pointer => _handle.Pointer;

    public bool IsClosed => _handle.IsClosed;

    /// <summary>Whether a BEGIN is waiting for its end.</summary>
    public bool IsInTransaction => NativeDatabase.IsAutocommit(Pointer) == 0;

    public bool IsReadOnly => NativeDatabase.IsReadOnly(Pointer, null) == 1;

    /// <summary>Rows changed by the last INSERT, UPDATE or DELETE.</summary>
    public long Changes => NativeDatabase.Changes(Pointer);

    /// <summary>Rows changed since the session was opened.</summary>
    public long TotalChanges => NativeDatabase.TotalChanges(Pointer);

    /// <summary>Whether texts are kept as UTF-16. A database keeps its encoding for good once it has a table.</summary>
    public bool IsUtf16 => _isUtf16 ??= QueryText("PRAGMA encoding") is { } encoding && encoding.StartsWith("UTF-16", StringComparison.Ordinal);

    /// <summary>Opens a file name or URI.</summary>
    public static SqliteSession Open(string fileName, OpenFlags flags, TimeSpan busyTimeout, string displayName)
    {
        nint database = 0;
        int code;
        fixed (byte* name = NativeText.ToUtf8(fileName))
        {
            code = NativeDatabase.Open(name, &database, (int)(flags | OpenFlags.NoMutex | OpenFlags.ExtendedResultCodes), null);
        }

        SqliteSession session = new(new DatabaseHandle(database), displayName);
        if (code == ResultCode.Ok)
        {
            _ = NativeDatabase.SetExtendedResultCodes(database, 1);
            _ = NativeDatabase.SetBusyTimeout(database, (int)Math.Min(busyTimeout.TotalMilliseconds, int.MaxValue));
            return session;
        }

        using (session)
        {
            throw session.Error(code);
        }
    }

    /// <summary>Lets a database in memory grow beyond the library's ceiling of 1 GiB.</summary>
    public void LiftMemoryLimit()
    {
        long bytes = 1L << 40;
        _ = NativeDatabase.FileControl(Pointer, null, FileControlSizeLimit, &bytes);
    }

    /// <summary>Prepares exactly one statement.</summary>
    public SqliteStatement Prepare(string sql, bool isPersistent = false)
    {
        byte[] text = NativeText.ToSql(sql);
        int position = 0;
        SqliteStatement? statement = PrepareNext(text, ref position, isPersistent)
            ?? throw SqliteErrors.Create(ConnectorStatus.InvalidStatement, $"{DisplayName}: the statement is empty.");
        try
        {
            using SqliteStatement? second = PrepareNext(text, ref position);
            if (second is not null)
            {
                throw SqliteErrors.Create(ConnectorStatus.InvalidStatement, $"{DisplayName}: one statement at a time; the text holds several.", "Run them as a script.");
            }
        }
        catch (ConnectorException)
        {
            statement.Dispose();
            throw;
        }

        return statement;
    }

    /// <summary>Prepares the statement at a position of a text that ends with a zero; null when only blanks and comments are left.</summary>
    public SqliteStatement? PrepareNext(byte[] sql, ref int position, bool isPersistent = false)
    {
        while (position < sql.Length - 1)
        {
            nint statement = 0;
            fixed (byte* start = sql)
            {
                byte* tail = null;
                int code = NativeStatement.Prepare(
                    Pointer, start + position, sql.Length - position, isPersistent ? NativeStatement.Persistent : 0, &statement, &tail);
                ThrowUnlessOk(code);
                position = (int)(tail - start);
            }

            if (statement != 0)
            {
                return new SqliteStatement(this, new StatementHandle(statement));
            }
        }

        return null;
    }

    /// <summary>Runs one statement to its end.</summary>
    public void Execute(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        while (statement.Step())
        {
            // The rows of a pragma are of no interest.
        }
    }

    /// <summary>The first cell of the first row as text; null when there is none.</summary>
    public string? QueryText(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.GetText(0) : null;
    }

    /// <summary>The first cell of the first row as an integer; null when there is none or it is NULL.</summary>
    public long? QueryInt64(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() && !statement.IsNull(0) ? statement.GetInt64(0) : null;
    }

    /// <summary>Ends the running statement soon; from any thread.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            if (!_handle.IsClosed && !_handle.IsInvalid)
            {
                NativeDatabase.Interrupt(Pointer);
            }
        }
    }

    public void ThrowUnlessOk(int code)
    {
        if (code != ResultCode.Ok)
        {
            throw Error(code);
        }
    }

    /// <summary>The error of a result code, with the library's message for the last call.</summary>
    public ConnectorException Error(int code)
    {
        string message = NativeText.ToString(Pointer != 0 ? NativeDatabase.ErrorMessage(Pointer) : NativeDatabase.ErrorText(code)) ?? "unknown error";
        int extended = Pointer != 0 && ResultCode.Primary(NativeDatabase.ExtendedErrorCode(Pointer)) == ResultCode.Primary(code)
            ? NativeDatabase.ExtendedErrorCode(Pointer)
            : code;
        Debug.Assert(code != ResultCode.Misuse, message);
        return SqliteErrors.Create(extended, message, DisplayName);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _handle.Dispose();
        }
    }
}
