using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>The columns of objects: one for each public property, in the order of their declaration; or one called <c>value</c> where the rows are values themselves.</summary>
internal static class PropertyColumns
{
    private const string ValueColumn = "value";

    /// <exception cref="ArgumentException">A property's type is none that Arrow has, or there are no properties.</exception>
    public static IReadOnlyList<RowColumn<TRow>> Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TRow>(InMemoryTypes types)
    {
        var unit = types.TimestampUnit ?? TimeUnit.Nanosecond;
        if (ClrType.Dispatch(Nullable.GetUnderlyingType(typeof(TRow)) ?? typeof(TRow), new WholeRow<TRow>(types, unit)) is { } single)
        {
            return [single];
        }

        var properties = typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);
        RowColumn<TRow>[] columns = [.. properties.Select(property => Column<TRow>(property, types, unit))];
        return columns.Length > 0 ? columns : throw new ArgumentException($"{typeof(TRow)} has no public property to make a column of; rows are objects with properties, or values: {ClrType.Known}.");
    }

    private static RowColumn<TRow> Column<TRow>(PropertyInfo property, InMemoryTypes types, TimeUnit unit)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return ClrType.Dispatch(type, new Property<TRow>(property, types, unit))
            ?? throw new ArgumentException($"{typeof(TRow)}.{property.Name} is of type {property.PropertyType}, which is no column; known are {ClrType.Known}.");
    }

    private static Func<TRow, T> Getter<TRow, T>(PropertyInfo property)
    {
        if (!typeof(TRow).IsValueType)
        {
            return property.GetMethod!.CreateDelegate<Func<TRow, T>>();
        }

        var get = property.GetMethod!.CreateDelegate<ValueGetter<TRow, T>>();
        return row => get(ref row);
    }

    private sealed class Property<TRow>(PropertyInfo property, InMemoryTypes types, TimeUnit unit) : IClrTypeVisitor<RowColumn<TRow>>
    {
        private bool IsNullable => Nullable.GetUnderlyingType(property.PropertyType) is not null;

        public RowColumn<TRow> VisitValue<T>()
            where T : struct
        {
            if ((Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is { IsEnum: true } enumeration)
            {
                // A getter of an enumeration may be called as one of the number beneath it, but not where it is nullable.
                var form = ValueForms.Enumeration<T>(enumeration);
                return IsNullable
                    ? RowColumn<TRow>.OfNullable(property.Name, form, row => property.GetValue(row) is { } value ? (T)Convert.ChangeType(value, typeof(T), null) : null)
                    : RowColumn<TRow>.Of(property.Name, form, Getter<TRow, T>(property));
            }

            return IsNullable
                ? RowColumn<TRow>.OfNullable(property.Name, ValueForms.Of<T>(types, unit), Getter<TRow, T?>(property))
                : RowColumn<TRow>.Of(property.Name, ValueForms.Of<T>(types, unit), Getter<TRow, T>(property));
        }

        public RowColumn<TRow> VisitReference<T>()
            where T : class
            => RowColumn<TRow>.OfReference(property.Name, ValueForms.Of<T>(types, unit), Getter<TRow, T?>(property));
    }

    private sealed class WholeRow<TRow>(InMemoryTypes types, TimeUnit unit) : IClrTypeVisitor<RowColumn<TRow>>
    {
        public RowColumn<TRow> VisitValue<T>()
            where T : struct
        {
            if ((Nullable.GetUnderlyingType(typeof(TRow)) ?? typeof(TRow)) is { IsEnum: true } enumeration)
            {
                return RowColumn<TRow>.OfNullable(ValueColumn, ValueForms.Enumeration<T>(enumeration), row => row is null ? null : (T)Convert.ChangeType(row, typeof(T), null));
            }

            return typeof(TRow) == typeof(T)
                ? RowColumn<TRow>.Of(ValueColumn, ValueForms.Of<T>(types, unit), (Func<TRow, T>)(object)(Func<T, T>)(row => row))
                : RowColumn<TRow>.OfNullable(ValueColumn, ValueForms.Of<T>(types, unit), (Func<TRow, T?>)(object)(Func<T?, T?>)(row => row));
        }

        public RowColumn<TRow> VisitReference<T>()
            where T : class
            => RowColumn<TRow>.OfReference(ValueColumn, ValueForms.Of<T>(types, unit), (Func<TRow, T?>)(object)(Func<T?, T?>)(row => row));
    }
}
