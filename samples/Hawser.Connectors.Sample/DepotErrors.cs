using Hawser.Connectors.Sample.Service;

namespace Hawser.Connectors.Sample;

/// <summary>The depot's error codes → the error that Hawser shows.</summary>
internal static class DepotErrors
{
    public static ConnectorException Create(DepotFault fault, string? hint = null) =>
        new(StatusOf(fault.Code), "depot", fault.Message + ".", fault) { Hint = hint, IsTransient = fault.Code == "unreachable" };

    public static ConnectorException Create(ConnectorStatus status, string detail, string? hint = null) => new(status, "depot", detail) { Hint = hint };

    private static ConnectorStatus StatusOf(string code) => code switch
    {
        "unreachable" => ConnectorStatus.Unavailable,
        "unauthorized" => ConnectorStatus.Unauthenticated,
        "no_such_table" or "no_such_column" or "no_such_job" => ConnectorStatus.NotFound,
        "table_exists" => ConnectorStatus.AlreadyExists,
        "syntax" => ConnectorStatus.InvalidStatement,
        "required" => ConnectorStatus.ConstraintViolation,
        "damaged_file" => ConnectorStatus.InputOutput,
        _ => ConnectorStatus.Internal,
    };
}
