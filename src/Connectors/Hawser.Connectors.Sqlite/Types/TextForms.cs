using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Types;

/// <summary>How a column that is marked to hold an Arrow type as text spells its values.</summary>
internal static class TextForms
{
    /// <summary>The text form of a type.</summary>
    public static CellForm Of(ArrowType type) => type.Id switch
    {
        ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => CellForm.Text,
        ArrowTypeId.Date32 => CellForm.Date,
        ArrowTypeId.Time32 or ArrowTypeId.Time64 => CellForm.Time,
        ArrowTypeId.Timestamp => CellForm.Timestamp,
        ArrowTypeId.IntervalMonthDayNano => CellForm.Interval,
        ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 when IsPlain((DecimalType)type) => CellForm.DecimalText,
        ArrowTypeId.Dictionary when ((DictionaryType)type).Value.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => CellForm.Text,
        _ => CellForm.Nested,
    };

    /// <summary>True when the point of a decimal lies among its digits.</summary>
    public static bool IsPlain(DecimalType type) => type.Scale >= 0 && type.Scale <= type.Precision;
}
