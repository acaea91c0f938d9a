using Hawser.Connectors.Postgres.Types;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Makes the enums, domains and composites that a new table's columns are made of, in the load's transaction.</summary>
internal static class UserTypes
{
    /// <summary>Makes those that are not there; a schema that a type is named with, too.</summary>
    public static async ValueTask MakeAsync(LoadSession session, IReadOnlyList<UserTypeModel> types, CancellationToken cancellationToken)
    {
        foreach (UserTypeModel type in types)
        {
            string name = NameOf(type);
            if (await IsThereAsync(session, "to_regtype", name, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            string schema = PostgresNames.QuoteIfNeeded(type.Name.Schema ?? "");
            if (name.StartsWith(schema + ".", StringComparison.Ordinal) && !await IsThereAsync(session, "to_regnamespace", schema, cancellationToken).ConfigureAwait(false))
            {
                await session.ExecuteAsync($"CREATE SCHEMA {schema}", cancellationToken).ConfigureAwait(false);
            }

            await session.ExecuteAsync([.. Statements(type, name)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether any is not there.</summary>
    public static async ValueTask<bool> IsAnyMissingAsync(LoadSession session, IReadOnlyList<UserTypeModel> types, CancellationToken cancellationToken)
    {
        foreach (UserTypeModel type in types)
        {
            if (!await IsThereAsync(session, "to_regtype", NameOf(type), cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private static string NameOf(UserTypeModel type) => PgTypeText.Parse(type.NativeType).Name;

    private static async ValueTask<bool> IsThereAsync(LoadSession session, string function, string name, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand($"SELECT pg_catalog.{function}($1::text) IS NOT NULL", session.Connection.Native);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name, DataTypeName = "text" });
        return await PostgresConnection.AskAsync(command, session.Where, nothing: false, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> Statements(UserTypeModel type, string name)
    {
        PostgresDialect dialect = PostgresDialect.Instance;
        yield return type.Kind switch
        {
            UserTypeKind.Enum => $"CREATE TYPE {name} AS ENUM ({string.Join(", ", type.Labels.Select(dialect.TextLiteral))})",
            UserTypeKind.Composite => $"CREATE TYPE {name} AS ({string.Join(", ", type.Attributes.Select(a => $"{dialect.QuoteName(a.Key)} {PgTypeText.Parse(a.Value).Name}"))})",
            UserTypeKind.Domain => Domain(type, name),
            _ => throw new ArgumentException($"{type.Name} is no enum, domain or composite.", nameof(type)),
        };
        if (type.Comment is { } comment)
        {
            yield return $"COMMENT ON {(type.Kind == UserTypeKind.Domain ? "DOMAIN" : "TYPE")} {name} IS {dialect.TextLiteral(comment)}";
        }
    }

    // A condition that rows of the source need not fulfil would be refused with NOT VALID, which a new domain cannot have; the rows that come are held to it.
    private static string Domain(UserTypeModel type, string name)
    {
        const string NotValid = " NOT VALID";
        IEnumerable<string> checks = type.Checks.Select(check =>
            $" CONSTRAINT {PostgresDialect.Instance.QuoteName(check.Name!)} {(check.Expression.EndsWith(NotValid, StringComparison.Ordinal) ? check.Expression[..^NotValid.Length] : check.Expression)}");
        return $"CREATE DOMAIN {name} AS {PgTypeText.Parse(type.BaseType!).Name}{(type.Default is { } value ? $" DEFAULT {value}" : "")}{(type.IsNullable ? "" : " NOT NULL")}{string.Concat(checks)}";
    }
}
