namespace Hawser.Connectors.Sqlite.Native;

/// <summary>Result codes of the C interface (https://www.sqlite.org/rescode.html) that this connector tells apart.</summary>
internal static class ResultCode
{
    public const int Ok = 0;
    public const int Error = 1;
    public const int Internal = 2;
    public const int Permission = 3;
    public const int Abort = 4;
    public const int Busy = 5;
    public const int Locked = 6;
    public const int NoMemory = 7;
    public const int ReadOnly = 8;
    public const int Interrupt = 9;
    public const int IoError = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int Protocol = 15;
    public const int Schema = 17;
    public const int TooBig = 18;
    public const int Constraint = 19;
    public const int Mismatch = 20;
    public const int Misuse = 21;
    public const int Authorization = 23;
    public const int Range = 25;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;

    public const int BusySnapshot = Busy | (2 << 8);
    public const int ConstraintCheck = Constraint | (1 << 8);
    public const int ConstraintForeignKey = Constraint | (3 << 8);
    public const int ConstraintNotNull = Constraint | (5 << 8);
    public const int ConstraintPrimaryKey = Constraint | (6 << 8);
    public const int ConstraintUnique = Constraint | (8 << 8);
    public const int ConstraintRowId = Constraint | (10 << 8);
    public const int ConstraintDataType = Constraint | (12 << 8);

    /// <summary>The primary code in the low byte of an extended one.</summary>
    public static int Primary(int extended) => extended & 0xFF;
}
