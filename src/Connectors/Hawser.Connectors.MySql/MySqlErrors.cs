namespace Hawser.Connectors.MySql;

/// <summary>The numbers of MySQL's and MariaDB's errors → what kind of thing went wrong and what to do about it.</summary>
/// <remarks>Source: MySQL Reference Manual, "Server Error Message Reference"; MariaDB documentation, "MariaDB Error Codes".</remarks>
internal static class MySqlErrors
{
    /// <summary>The connector's name in errors.</summary>
    public const string Connector = "mysql";

    /// <summary>A statement that was ended by KILL QUERY.</summary>
    public const int QueryInterrupted = 1317;

    /// <summary>A command that the server does not have.</summary>
    public const int UnknownCommand = 1047;

    /// <summary>A statement that cannot be prepared.</summary>
    public const int NotPreparable = 1295;

    /// <summary>A row that does not fit into half a page, or a table whose rows might not.</summary>
    public const int RowTooLarge = 1118;

    /// <summary>Two transactions that wait for each other, of which this one was undone.</summary>
    public const int Deadlock = 1213;

    /// <summary>A savepoint that is not there.</summary>
    public const int NoSavepoint = 1305;

    /// <summary>Texts of two character sets or collations that cannot be compared.</summary>
    public const int IllegalMixOfCollations = 1267;

    /// <summary>The status that an error's number, or else its SQLSTATE, stands for.</summary>
    public static ConnectorStatus StatusOf(int code, string sqlState) => code switch
    {
        1045 or 1698 or 1251 or 1862 or 1820 or 4151 or 3118 => ConnectorStatus.Unauthenticated,
        1044 or 1142 or 1143 or 1227 or 1370 or 1290 or 1130 or 1410 or 3159 or 1792 or 1836 or 1148 or 3948 or 4166 => ConnectorStatus.PermissionDenied,
        1049 or 1146 or 1051 or 1054 or 1091 or 1305 or 1176 => ConnectorStatus.NotFound,
        1007 or 1050 or 1060 or 1061 or 1304 or 1826 => ConnectorStatus.AlreadyExists,
        1205 or 1213 or 1020 or 3572 => ConnectorStatus.Busy,
        QueryInterrupted or 1969 or 3024 => ConnectorStatus.Timeout,
        1040 or 1203 or 1053 or 1927 or 1129 => ConnectorStatus.Unavailable,
        1114 or 1021 or 1037 or 1038 or 1041 or 1153 or 1226 or 3170 => ConnectorStatus.ResourceExhausted,
        1048 or 1062 or 1169 or 1216 or 1217 or 1451 or 1452 or 1557 or 1586 or 1761 or 1762 or 3819 or 4025 => ConnectorStatus.ConstraintViolation,
        1264 or 1265 or 1292 or 1366 or 1406 or 1411 or 1300 or 3140 or 3141 or 4038 or 1416 => ConnectorStatus.InvalidData,
        1235 or NotPreparable or 1286 or RowTooLarge => ConnectorStatus.NotSupported,
        _ => sqlState switch
        {
            ['2', '2', ..] => ConnectorStatus.InvalidData,
            ['2', '3', ..] => ConnectorStatus.ConstraintViolation,
            ['2', '8', ..] => ConnectorStatus.Unauthenticated,
            ['4', '2', ..] or ['0', '7', ..] or ['2', '1', ..] => ConnectorStatus.InvalidStatement,
            ['4', '0', ..] => ConnectorStatus.Busy,
            ['0', '8', ..] => ConnectorStatus.Unavailable,
            ['7', '0', ..] => ConnectorStatus.Timeout,
            ['0', 'A', ..] => ConnectorStatus.NotSupported,
            _ => ConnectorStatus.Internal,
        },
    };

    /// <summary>Whether the server, or the user's share of it, has no room for a further session.</summary>
    public static bool IsForWantOfSessions(int? code) => code is 1040 or 1203 or 1226;

    /// <summary>Whether the same statement may well work when it is tried again.</summary>
    public static bool IsTransient(int code) => code is 1205 or 1213 or 1020 or 1040 or 1203 or 1053 or 1927 or 3572;

    /// <summary>What to do about an error; null when nothing is known.</summary>
    public static string? HintFor(int code) => code switch
    {
        1045 or 1698 => "Check user and password, and from which hosts the user may come (mysql.user).",
        1044 => "Check the database's name, and the user's privileges on it (SHOW GRANTS).",
        1142 or 1143 or 1227 or 1370 => "Ask for the privilege (GRANT); SHOW GRANTS tells which ones the user has.",
        1049 => "Check the database's name; SHOW DATABASES lists them.",
        1146 => "Check the table's name and database; hawser schema lists the tables.",
        1130 => "The server lets nobody in from this host; a user of it must be made for this host or for '%'.",
        1129 => "The server has blocked this host after failed logins; FLUSH HOSTS lets it in again.",
        1040 or 1203 => "The server has as many connections as it allows; use fewer, or raise max_connections.",
        1153 => "Raise max_allowed_packet at the server, or use smaller batches.",
        1820 or 1862 => "The password has expired; set a new one by the server's own client.",
        3159 => "The server lets nobody in without TLS; set ssl_mode to required or more.",
        1290 or 1836 => "The server or its settings allow reading only.",
        RowTooLarge => "InnoDB keeps about 8,126 bytes of a row together. What it takes of longtext and longblob, and of varchar and varbinary that may have 256 bytes or more, is little; of shorter ones all. Declare "
            + "texts longtext by a table made beforehand, or divide the columns among several tables.",
        1148 or 3948 or 4166 => "LOAD DATA LOCAL runs only in loads, where the server allows it (local_infile = 1); hawser copy reads files.",
        _ => null,
    };
}
