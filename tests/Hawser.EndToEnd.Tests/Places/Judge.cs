using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hawser.Arrow;
using Hawser.Testing.Cells;
using Hawser.Testing.Judges;
using Hawser.Testing.MySql;
using Hawser.Testing.Postgres;

namespace Hawser.EndToEnd.Tests.Places;

/// <summary>Asks the program that owns a place what is in it: the sqlite3 command, DuckDB's client for Node.js, psql, mariadb, or apache-arrow. Hawser must have closed the place.</summary>
internal static class Judge
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Tables of one kind of place (and, for an engine, of one database file), each of the columns <c>id</c> and <c>v</c>.</summary>
    public static IReadOnlyDictionary<string, Judged> Read(IReadOnlyList<Place> places) => places.Count == 0 ? new Dictionary<string, Judged>() : places[0].Kind switch
    {
        "sqlite" => Sqlite(places),
        "postgres" => Postgres(places),
        "mysql" or "mysql56" => MySql(places),
        "arrow" => places.ToDictionary(p => p.Table, Arrow),
        "duckdb" => DuckDb(places[0].Path, places, p => Quoted(p.Table)),
        "parquet" => DuckDb(DuckDbJudge.InMemory, places, p => $"read_parquet({Literal(p.Path)})"),
        _ => DuckDb(DuckDbJudge.InMemory, places, p => $"read_csv({Literal(p.Path)}, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {{'id': 'VARCHAR', 'v': 'VARCHAR'}})"),
    };

    public static string Quoted(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    public static string Literal(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';

    private static Dictionary<string, Judged> Sqlite(IReadOnlyList<Place> places)
    {
        string columns = string.Join(" UNION ALL ", places.Select(p => $"SELECT {Literal(p.Table)} AS t, group_concat(name || ' ' || type || iif(\"notnull\", ' NOT NULL', ''), ', ') AS c FROM pragma_table_xinfo({Literal(p.Table)})"));
        Dictionary<string, string> types = Sqlite3Judge.Json(places[0].Path, columns).ToDictionary(row => row.GetProperty("t").GetString()!, row => row.GetProperty("c").GetString()!);
        string rows = string.Join(" UNION ALL ", places.Select(p => $"SELECT {Literal(p.Table)} AS t, id, v FROM {Quoted(p.Table)}"));
        return Sqlite3Judge.Query(places[0].Path, rows).Rows.GroupBy(r => r[0].Text)
            .ToDictionary(g => g.Key, g => new Judged(TypeOf(types[g.Key]), g.ToDictionary(r => r[1].Integer, r => Text(r[2]))));
    }

    private static string TypeOf(string columns) => columns[(columns.IndexOf(", v ", StringComparison.Ordinal) + 4)..];

    private static string Text(SqliteValue value) => value.Storage switch
    {
        "null" => "NULL",
        "text" => $"'{Printable(System.Text.Encoding.UTF8.GetString(value.Bytes))}'",
        "blob" => $"X'{value.Literal}'",
        "real" => value.Real.ToString("R", CultureInfo.InvariantCulture) + "e",
        _ => value.Literal,
    };

    private static Dictionary<string, Judged> DuckDb(string database, IReadOnlyList<Place> places, Func<Place, string> relation)
    {
        string rows = string.Join(" UNION ALL ", places.Select(p => $"SELECT {Literal(p.Table)} AS t, id, typeof(v) AS type, CAST(v AS VARCHAR) AS v FROM {relation(p)}"));
        return DuckDbJudge.Query(database, rows).Rows.GroupBy(r => r[0]!)
            .ToDictionary(g => g.Key, g => new Judged(g.First()[2]!, g.ToDictionary(r => long.Parse(r[1]!, CultureInfo.InvariantCulture), r => r[3] is { } text ? $"'{Printable(text)}'" : "NULL")));
    }

    private static Dictionary<string, Judged> Postgres(IReadOnlyList<Place> places)
    {
        string database = ServerPlaces.Of["postgres"].DatabaseOf(places[0].Path);
        string columns = string.Join(" UNION ALL ", places.Select(p => $"SELECT {Literal(p.Table)}, format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END FROM pg_attribute WHERE attrelid = {Literal(Quoted(p.Table))}::regclass AND attname = 'v'"));
        Dictionary<string, string> types = PostgresServer.Shared.Query(database, columns).ToDictionary(row => row[0]!, row => row[1]!);
        string rows = string.Join(" UNION ALL ", places.Select(p => $"SELECT {Literal(p.Table)}, id::text, v::text FROM {Quoted(p.Table)}"));
        return PostgresServer.Shared.Query(database, rows).GroupBy(r => r[0]!)
            .ToDictionary(g => g.Key, g => new Judged(types[g.Key], g.ToDictionary(r => long.Parse(r[1]!, CultureInfo.InvariantCulture), r => r[2] is { } text ? $"'{Printable(text)}'" : "NULL")));
    }

    // The server's own texts; bytes in hex. XML, in which the client writes rows, has no control characters, so the server gives all values in hex.
    private static Dictionary<string, Judged> MySql(IReadOnlyList<Place> places)
    {
        MySqlServer server = ServerPlaces.MySqlOf(places[0].Kind);
        string database = ServerPlaces.Of[places[0].Kind].DatabaseOf(places[0].Path);
        string columns = $"SELECT table_name, column_type, is_nullable, data_type FROM information_schema.columns WHERE table_schema = database() AND column_name = 'v'";
        Dictionary<string, IReadOnlyList<string?>> types = server.Query(database, columns).ToDictionary(row => row[0]!);
        string rows = string.Join(" UNION ALL ", places.Select(p => $"SELECT hex({Literal(p.Table)}), CAST(id AS char), {MySqlValue(types[p.Table][3]!)} FROM `{p.Table}`"));
        return server.Query(database, rows).GroupBy(r => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(r[0]!)))
            .ToDictionary(g => g.Key, g => new Judged(
                types[g.Key][1] + (types[g.Key][2] == "NO" ? " NOT NULL" : ""), g.ToDictionary(r => long.Parse(r[1]!, CultureInfo.InvariantCulture), r => MySqlText(types[g.Key][3]!, r[2]))));
    }

    // The text of a FLOAT has six digits, that of the DOUBLE of the same value all that it needs.
    private static string MySqlValue(string type) => type switch
    {
        "float" => "hex(CAST(v * 1e0 AS char))",
        _ when IsBytes(type) => "hex(v)",
        _ => "hex(CAST(v AS char CHARACTER SET utf8mb4))",
    };

    private static bool IsBytes(string type) => type is "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" or "bit" or "geometry" or "point" or "linestring" or "polygon";

    private static string MySqlText(string type, string? hex) => hex is null ? "NULL"
        : IsBytes(type) ? $"X'{hex}'"
        : type == "float" ? $"'{((float)double.Parse(System.Text.Encoding.UTF8.GetString(Convert.FromHexString(hex)), CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture)}'"
        : $"'{Printable(System.Text.Encoding.UTF8.GetString(Convert.FromHexString(hex)))}'";

    private static Judged Arrow(Place place)
    {
        ArrowTable table = ArrowJudge.Read(place.Path);
        var cells = new Dictionary<long, string>();
        foreach (ArrowBatch batch in table.Batches)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                cells.Add(long.Parse(batch.Columns[0].AsArray()[row]!.GetValue<string>(), CultureInfo.InvariantCulture), Cell(table.Fields[1], batch.Columns[1].AsArray()[row]));
            }
        }

        return new Judged(Describe(table.Fields[1])[2..], cells);
    }

    // apache-arrow gives stored numbers; in a column that is one of decimals, times or timestamps they are shown as what they stand for.
    public static string Cell(ArrowField field, JsonNode? value)
    {
        if (value is null)
        {
            return "NULL";
        }

        if (field.Format is ['t', 'D', var duration])
        {
            BigInteger nanoseconds = BigInteger.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture) * (BigInteger)TimeUnits.PerSecond(TimeUnit.Nanosecond) / TimeUnits.PerSecond(UnitOf(duration));
            return $"{{\"months\":\"0\",\"days\":\"0\",\"nanoseconds\":\"{nanoseconds}\"}}";
        }

        if (field.Format.StartsWith("+u", StringComparison.Ordinal))
        {
            int member = Array.IndexOf(field.Format[4..].Split(','), value["type"]!.ToString());
            return $"{field.Children[member].Name}: {Cell(field.Children[member], value["value"])}";
        }

        return Printable(value.GetValueKind() == JsonValueKind.String ? $"'{Shown(field, value.GetValue<string>())}'" : value.ToJsonString(Plain));
    }

    private static string Shown(ArrowField field, string stored) => (field.Dictionary is null ? field.Format : "") switch
    {
        ['d', ':', ..] => Scaled(BigInteger.Parse(stored, CultureInfo.InvariantCulture), int.Parse(field.Format[2..].Split(',')[1], CultureInfo.InvariantCulture)),
        "tdD" => CivilText.Date(Number(stored)),
        ['t', 't', var unit] => Trimmed(CivilText.Time(Number(stored), UnitOf(unit))),
        ['t', 's', var unit, ..] => Trimmed(CivilText.Timestamp(Number(stored), UnitOf(unit)).Replace('T', ' ')),
        "f" => float.Parse(stored, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => stored,
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Trimmed(string time) => time.Contains('.', StringComparison.Ordinal) ? time.TrimEnd('0').TrimEnd('.') : time;

    private static TimeUnit UnitOf(char letter) => letter switch { 's' => TimeUnit.Second, 'm' => TimeUnit.Millisecond, 'u' => TimeUnit.Microsecond, _ => TimeUnit.Nanosecond };

    private static string Scaled(BigInteger unscaled, int scale)
    {
        string digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture);
        digits = scale > 0 ? digits.PadLeft(scale + 1, '0').Insert(Math.Max(digits.Length, scale + 1) - scale, ".") : unscaled.IsZero ? "0" : digits + new string('0', -scale);
        return unscaled.Sign < 0 ? "-" + digits : digits;
    }

    private static string Describe(ArrowField field)
    {
        string children = field.Children.Count == 0 ? "" : $"<{string.Join(", ", field.Children.Select(Describe))}>";
        string dictionary = field.Dictionary is null ? "" : $" -> {Describe(field.Dictionary).Trim()}{(field.Ordered ? " ordered" : "")}";
        string metadata = string.Concat(field.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $" [{m.Key}={m.Value}]"));
        return $"{field.Name} {field.Format}{children}{dictionary}{(field.Nullable ? "" : " not null")}{metadata}";
    }

    private static string Printable(string text) => string.Concat(text.Select(c => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        _ when char.IsControl(c) || c is '\ufeff' or '\u2028' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    }));
}
