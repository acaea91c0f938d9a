using Hawser.Arrow;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Cli.Rendering;

/// <summary>How enumerations and types are written for people and in JSON.</summary>
internal static class Words
{
    public static string Of(Fidelity fidelity) => fidelity switch
    {
        Fidelity.Exact => "exact",
        Fidelity.Widened => "widened",
        Fidelity.Encoded => "encoded",
        Fidelity.Checked => "checked",
        _ => "lossy",
    };

    public static string Of(VerifyMode mode) => mode switch
    {
        VerifyMode.Hash => "hash",
        VerifyMode.Count => "count",
        _ => "none",
    };

    public static string Of(MessageSeverity severity) => severity == MessageSeverity.Warning ? "warning" : "notice";

    public static string Of(LoadMode mode) => mode switch
    {
        LoadMode.Create => "create",
        LoadMode.Append => "append",
        LoadMode.Upsert => "upsert",
        _ => "replace",
    };

    public static string Of(UserTypeModel type) => $"type {type.NativeType} ({type.Kind switch
    {
        UserTypeKind.Enum => $"enum of {Plural.Of(type.Labels.Count, "label")}",
        UserTypeKind.Domain => $"domain over {type.BaseType}",
        _ => string.Join(", ", type.Attributes.Select(a => $"{a.Key} {a.Value}")),
    }})";

    public static string Of(Consistency consistency) => consistency switch
    {
        Consistency.Shared => "shared",
        Consistency.PerSession => "per_session",
        _ => "none",
    };

    public static string Of(TableKind kind) => kind switch
    {
        TableKind.Table => "table",
        TableKind.View => "view",
        TableKind.MaterializedView => "materialized_view",
        TableKind.Temporary => "temporary",
        _ => "external",
    };

    public static string Of(ForeignKeyAction action) => action switch
    {
        ForeignKeyAction.NoAction => "no action",
        ForeignKeyAction.Restrict => "restrict",
        ForeignKeyAction.Cascade => "cascade",
        ForeignKeyAction.SetNull => "set null",
        _ => "set default",
    };

    public static string Of(ConnectorRoles roles) => roles switch
    {
        ConnectorRoles.Source => "read",
        ConnectorRoles.Sink => "write",
        ConnectorRoles.SourceAndSink => "read, write",
        _ => "none",
    };

    public static string Of(OptionKind kind) => kind switch
    {
        OptionKind.Text => "text",
        OptionKind.Integer => "integer",
        OptionKind.Boolean => "boolean",
        OptionKind.Duration => "duration",
        OptionKind.Size => "size",
        OptionKind.Path => "path",
        _ => "choice",
    };

    /// <summary>A name in the manner of the command line: <c>SharedSnapshot</c> becomes <c>shared_snapshot</c>.</summary>
    public static string Of(Capability capability) => Snake(capability.ToString());

    /// <inheritdoc cref="Of(Capability)"/>
    public static string Key(ConnectionProblem problem) => Snake(problem.ToString());

    public static string Of(ConnectionProblem problem) => problem switch
    {
        ConnectionProblem.Configuration => "wrong configuration",
        ConnectionProblem.Refused => "connection refused",
        ConnectionProblem.UnknownHost => "unknown host",
        ConnectionProblem.Unreachable => "not reachable",
        ConnectionProblem.Timeout => "no answer in time",
        ConnectionProblem.Tls => "no encrypted connection",
        ConnectionProblem.Authentication => "wrong user or password",
        ConnectionProblem.MissingDatabase => "no such database",
        ConnectionProblem.Permission => "not permitted",
        ConnectionProblem.MissingTable => "no such table",
        ConnectionProblem.Busy => "busy",
        _ => "does not work",
    };

    public static string Of(Field field) => field.ExtensionName is { } extension ? $"{field.Type} [{extension}]" : field.Type.ToString();

    public static string Columns(IEnumerable<string> names) => $"({string.Join(", ", names.Select(CellText.Visible))})";

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
