namespace Hawser.Arrow;

/// <summary>Times of day lie between 00:00:00 and 24:00:00, both included.</summary>
internal static class TimeCheck
{
    public static void Run(ArrowArray array, ArrayPath path)
    {
        long day = 86_400 * TimeUnits.PerSecond(((TimeType)array.Type).Unit);
        for (int row = 0; row < array.Length; row++)
        {
            long value = array.Type.Id == ArrowTypeId.Time32 ? array.Values<int>()[row] : array.Values<long>()[row];
            if ((ulong)value > (ulong)day && !array.IsNull(row))
            {
                path.Throw(row, $"{value} is not a time of day; a day has {day} units.");
            }
        }
    }
}
