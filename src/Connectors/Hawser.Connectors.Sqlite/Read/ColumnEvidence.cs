using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>What a first pass sees in one column, and the type that follows: the declared one when every value fits it, otherwise the narrowest that holds all.</summary>
internal sealed class ColumnEvidence : IDisposable
{
    private const int RowsPerTrial = 4096;

    private readonly ColumnType _declared;
    private readonly TextSource _texts;
    private readonly CellDecoder? _trial;
    private bool _fits;
    private bool _hasInteger;
    private bool _hasReal;
    private bool _hasText;
    private bool _hasBlob;
    private bool _hasInvalidText;
    private bool _hasLargeInteger;

    public ColumnEvidence(ColumnType declared, TextSource texts, ArrowAllocator allocator)
    {
        _declared = declared;
        _texts = texts;
        _fits = declared.IsDecided;
        _trial = _fits ? CellDecoders.Create(declared, texts, new BatchGauge(), allocator) : null;
    }

    /// <summary>Looks at a value.</summary>
    public void Observe(nint value)
    {
        if (_fits)
        {
            _fits = _trial!.TryAppend(value);
            if (_fits && _trial.Builder.Length >= RowsPerTrial)
            {
                _trial.Builder.Finish().Dispose();
            }
        }

        switch ((StorageClass)NativeValue.Type(value))
        {
            case StorageClass.Integer:
                _hasInteger = true;
                _hasLargeInteger |= NativeValue.Int64(value) is > Float64Decoder.LargestWhole or < -Float64Decoder.LargestWhole;
                break;
            case StorageClass.Real:
                _hasReal = true;
                break;
            case StorageClass.Text:
                _hasText = true;
                _hasInvalidText |= !_texts.TryGetValid(value, out _);
                break;
            case StorageClass.Blob:
                _hasBlob = true;
                break;
        }
    }

    /// <summary>The type that all values seen fit.</summary>
    public ColumnType Decide()
    {
        if (_fits)
        {
            return _declared;
        }

        return (_hasInteger, _hasReal, _hasText, _hasBlob) switch
        {
            (false, false, false, false) => new ColumnType(ArrowType.Null, CellForm.Null),
            (true, false, false, false) => new ColumnType(ArrowType.Int64, CellForm.Integer),
            (_, true, false, false) when !_hasLargeInteger => new ColumnType(ArrowType.Float64, CellForm.Real),
            (false, false, true, false) when !_hasInvalidText => new ColumnType(ArrowType.Utf8, CellForm.Text),
            (false, false, false, true) => new ColumnType(ArrowType.Binary, CellForm.Blob),
            _ => ColumnType.Literal,
        };
    }

    public void Dispose() => _trial?.Dispose();
}
