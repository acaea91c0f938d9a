using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>One column of rows in memory: what it is, and how its values get out of a row.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="Field">The column in Arrow.</param>
/// <param name="Open">Makes what appends a row's value to a builder.</param>
internal sealed record RowColumn<TRow>(Field Field, Func<ArrayBuilder, Action<TRow>> Open)
{
    /// <summary>A column that is never null.</summary>
    public static RowColumn<TRow> Of<T>(string name, ValueForm<T> form, Func<TRow, T> get) => new(form.ToField(name, isNullable: false), builder =>
    {
        var sink = form.Open(builder);
        return row => sink.Append(get(row));
    });

    /// <summary>A column of a reference type.</summary>
    public static RowColumn<TRow> OfReference<T>(string name, ValueForm<T> form, Func<TRow, T?> get)
        where T : class
        => new(form.ToField(name, isNullable: true), builder =>
        {
            var sink = form.Open(builder);
            return row =>
            {
                if (get(row) is { } value)
                {
                    sink.Append(value);
                }
                else
                {
                    builder.AppendNull();
                }
            };
        });

    /// <summary>A column of a nullable value type.</summary>
    public static RowColumn<TRow> OfNullable<T>(string name, ValueForm<T> form, Func<TRow, T?> get)
        where T : struct
        => new(form.ToField(name, isNullable: true), builder =>
        {
            var sink = form.Open(builder);
            return row =>
            {
                if (get(row) is { } value)
                {
                    sink.Append(value);
                }
                else
                {
                    builder.AppendNull();
                }
            };
        });

    /// <summary>A column whose row says whether it is null.</summary>
    public static RowColumn<TRow> OfTested<T>(string name, ValueForm<T> form, bool isNullable, Func<TRow, bool> isNull, Func<TRow, T> get) => new(form.ToField(name, isNullable), builder =>
    {
        var sink = form.Open(builder);
        return row =>
        {
            if (isNull(row))
            {
                builder.AppendNull();
            }
            else
            {
                sink.Append(get(row));
            }
        };
    });
}
