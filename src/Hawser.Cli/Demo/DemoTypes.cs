using Hawser.Arrow;

namespace Hawser.Cli.Demo;

/// <summary>Short names for the columns of the demo shop.</summary>
internal static class DemoTypes
{
    public static Field Integer(string name) => new(name, ArrowType.Int64);

    public static Field Real(string name) => new(name, ArrowType.Float64);

    public static Field Text(string name) => new(name, ArrowType.Utf8);

    public static Field Blob(string name) => new(name, ArrowType.Binary);

    public static Field Truth(string name) => new(name, ArrowType.Boolean);

    public static Field Day(string name) => new(name, ArrowType.Date32);

    public static Field Moment(string name) => new(name, new TimestampType(TimeUnit.Microsecond));

    public static Field Money(string name, int precision) => new(name, DecimalType.Decimal128(precision, 2));

    public static Field Json(string name) => Field.Extension(name, ArrowType.Utf8, ExtensionNames.Json);

    public static Field Uuid(string name) => Field.Extension(name, new FixedSizeBinaryType(16), ExtensionNames.Uuid);
}
