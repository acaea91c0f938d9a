using System.Globalization;

namespace Hawser.Connectors.MySql.Write;

/// <summary>What stands around the values of a row: in a file of LOAD DATA, in the list of an INSERT, or among the parameters of many rows.</summary>
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

    /// <summary>Parameters of MariaDB's COM_STMT_BULK_EXECUTE: a byte that tells whether there is a value, and its length before it.</summary>
    public static RowForm Parameters { get; } = new() { Null = [1], Between = 0, RowEnd = Nothing, HasLengths = true };

    /// <summary>Whether a value's length stands before it, so that nothing in it is escaped, and nothing between two values.</summary>
    public bool HasLengths { get; private init; }

    /// <summary>NULL.</summary>
    public required byte[] Null { get; init; }

    /// <summary>What stands between two values.</summary>
    public required byte Between { get; init; }

    /// <summary>What stands before the first value.</summary>
    public byte[] RowStart { get; private init; } = Nothing;

    /// <summary>What stands behind the last.</summary>
    public required byte[] RowEnd { get; init; }

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
        int start = HasLengths ? output.BeginValue() : 0;
        number.TryFormat(new Span<byte>(output.Reserve(MostDigits), MostDigits), out int digits, default, CultureInfo.InvariantCulture);
        output.Advance(digits);
        if (HasLengths)
        {
            output.EndValue(start);
        }
        else
        {
            output.Byte(Between);
        }
    }
}
