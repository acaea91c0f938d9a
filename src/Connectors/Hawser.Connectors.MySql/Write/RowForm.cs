using System.Globalization;

namespace Hawser.Connectors.MySql.Write;

/// <summary>What stands around the values of a row: in a file of LOAD DATA, in the list of an INSERT, or among the rows of parameters of one.</summary>
internal sealed class RowForm
{
    private static readonly byte[] Nothing = [];

    private RowForm()
    {
    }

    /// <summary>Lines of a file.</summary>
    public static RowForm File { get; } = new() { Null = [.. "\\N"u8], Between = (byte)'\t', RowEnd = [(byte)'\n'] };

    /// <summary>The list of an INSERT, with a comma behind the last row too.</summary>
    public static RowForm Literals { get; } = new()
    {
        Null = [.. "NULL"u8], Between = (byte)',', RowStart = [(byte)'('], RowEnd = [.. "),"u8], BeforeText = [(byte)'\''], BeforeBytes = [.. "_binary'"u8], After = [(byte)'\''],
    };

    /// <summary>Rows of parameters: a byte before each value says whether it is NULL, and values have their lengths or are binary.</summary>
    /// <remarks>Source: MariaDB documentation, "COM_STMT_BULK_EXECUTE".</remarks>
    public static RowForm Parameters { get; } = new() { IsBound = true, Null = [1], BeforeText = [0], BeforeBytes = [0] };

    /// <summary>Whether values are bound by their types, and not written as text.</summary>
    public bool IsBound { get; private init; }

    /// <summary>NULL.</summary>
    public required byte[] Null { get; init; }

    /// <summary>What stands between two values that are not bound.</summary>
    public byte Between { get; private init; }

    /// <summary>What stands before the first value.</summary>
    public byte[] RowStart { get; private init; } = Nothing;

    /// <summary>What stands behind the last.</summary>
    public byte[] RowEnd { get; private init; } = Nothing;

    /// <summary>What stands before a value that is text.</summary>
    public byte[] BeforeText { get; private init; } = Nothing;

    /// <summary>What stands before a value of bytes.</summary>
    public byte[] BeforeBytes { get; private init; } = Nothing;

    /// <summary>What stands behind a value.</summary>
    public byte[] After { get; private init; } = Nothing;

    /// <summary>Writes a row's own number as its first value.</summary>
    public unsafe void Number(long number, LoadOutput output)
    {
        const int MostDigits = 20;
        if (IsBound)
        {
            output.Bytes(BeforeText);
            output.Int64(number);
            return;
        }

        number.TryFormat(new Span<byte>(output.Reserve(MostDigits), MostDigits), out int digits, default, CultureInfo.InvariantCulture);
        output.Advance(digits);
        output.Byte(Between);
    }
}
