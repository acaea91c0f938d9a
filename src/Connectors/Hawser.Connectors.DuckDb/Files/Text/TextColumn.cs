using System.Globalization;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>A column of a file of text, and the type that its texts become.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
internal sealed record TextColumn(string Name, DuckDbType Type)
{
    /// <summary>How a value of the type is plainly written; null when any text that the engine takes keeps all that it says, or when the engine is told the format.</summary>
    public PlainForm? Form => Type.Id switch
    {
        TypeId.TinyInt or TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.HugeInt => PlainForm.Integer,
        TypeId.UTinyInt or TypeId.USmallInt or TypeId.UInteger or TypeId.UBigInt or TypeId.UHugeInt => PlainForm.Integer,
        TypeId.Double => PlainForm.Double,
        TypeId.Date => PlainForm.Date,
        TypeId.Time => PlainForm.Time,
        TypeId.Timestamp => PlainForm.Timestamp,
        TypeId.TimestampTz => PlainForm.TimestampTz,
        _ => null,
    };

    /// <summary>Whether each value is tested before it becomes one of the type.</summary>
    public bool IsTested => Form is not null || Type.Id == TypeId.Decimal;

    public string QuotedName => DuckDbDialect.Instance.QuoteName(Name);

    /// <summary>The test of this column alone, over its text.</summary>
    public string Test => Type.Id == TypeId.Decimal ? PlainFunctions.CallDecimal(QuotedName, Type.Scale) : PlainFunctions.Call(Form!.Value, [QuotedName]);

    /// <summary>The value from its text.</summary>
    public string Cast => string.Create(CultureInfo.InvariantCulture, $"CAST({QuotedName} AS {Type}) AS {QuotedName}");
}
