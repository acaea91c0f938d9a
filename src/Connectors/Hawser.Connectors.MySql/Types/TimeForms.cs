using Hawser.Arrow;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.MySql.Types;

/// <summary>How moments, times of day and spans are kept.</summary>
internal static class TimeForms
{
    private const TimeUnit Finest = TimeUnit.Microsecond;

    /// <summary>The form of a type of time.</summary>
    public static SinkForm Of(ArrowType type) => type switch
    {
        TimestampType { Zone: { } zone } moment => OfInstant(zone, moment.Unit),
        TimestampType moment => new SinkForm("datetime(6)", new Field("", new TimestampType(Finest)), Checked, WithUnit(moment.Unit, TypeNames.Years)),
        TimeType time => new SinkForm("time(6)", new Field("", new TimeType(Finest)), Checked, WithUnit(time.Unit, "a time outside the day is refused; marked in the column's comment")),
        DurationType => new SinkForm("bigint", new Field("", type), Encoded, "kept as its number of units, marked in the column's comment"),
        _ => throw new ArgumentException($"{type} is no type of time.", nameof(type)),
    };

    // timestamp ends in 2038 in MySQL and in MariaDB before 11.5; datetime holds the instant in UTC.
    private static SinkForm OfInstant(string zone, TimeUnit unit)
    {
        var stored = new Field("", new TimestampType(Finest, zone));
        bool fits = CommentMarks.For(MySqlTypeText.Parse("datetime(6)"), stored) is not null;
        Field kept = fits ? stored : new Field("", new TimestampType(Finest, "UTC"));
        string note = WithUnit(unit, $"kept in UTC, marked in the column's comment; {TypeNames.Years}");
        return new SinkForm("datetime(6)", kept, Checked, fits ? note : $"{note}; the name of the zone is not kept");
    }

    private static string WithUnit(TimeUnit unit, string note) => unit == TimeUnit.Nanosecond ? $"microseconds there; {note}" : note;
}
