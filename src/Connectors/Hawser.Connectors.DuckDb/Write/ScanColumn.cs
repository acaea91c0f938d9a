using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>One column that goes to the engine.</summary>
/// <param name="Source">Its position in the batches.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Form">How it goes.</param>
/// <param name="IsRequired">Whether the target refuses NULL.</param>
internal sealed record ScanColumn(int Source, string Name, EncodedForm Form, bool IsRequired) : IDisposable
{
    /// <summary>The native type of the vector.</summary>
    public LogicalTypeHandle Type { get; } = LogicalTypes.Create(Form.Type);

    public void Dispose() => Type.Dispose();
}
