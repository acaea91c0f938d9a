using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>
/// Fetches the text of a cell as UTF-8. In a UTF-8 database the bytes are the page's own; in a UTF-16 database the library's conversion would put U+FFFD in
/// place of a lone surrogate without a word, so the conversion is done here and tells.
/// </summary>
internal sealed unsafe class TextSource(bool isUtf16)
{
    private const int ShortBytes = 4096;
    private byte[] _converted = [];

    /// <summary>The bytes of a TEXT cell; false when a UTF-16 text is no valid Unicode. Valid until the next step or the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(nint value, out ReadOnlySpan<byte> text)
    {
        if (isUtf16)
        {
            return TryConvert(value, out text);
        }

        text = Bytes(value);
        return true;
    }

    /// <summary>The bytes of a TEXT cell; false when they are no valid Unicode.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetValid(nint value, out ReadOnlySpan<byte> text) => TryGet(value, out text) && (isUtf16 || Utf8.IsValid(text));

    /// <summary>The bytes of a BLOB cell, or of a TEXT cell in a UTF-8 database.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Bytes(nint value)
    {
        int length = NativeValue.Bytes(value);
        return new ReadOnlySpan<byte>(length <= ShortBytes ? NativeValue.ShortBlob(value) : NativeValue.Blob(value), length);
    }

    private bool TryConvert(nint value, out ReadOnlySpan<byte> text)
    {
        char* characters = NativeValue.Text16(value);
        ReadOnlySpan<char> source = new(characters, NativeValue.Bytes16(value) / sizeof(char));
        int most = Encoding.UTF8.GetMaxByteCount(source.Length);
        if (_converted.Length < most)
        {
            _converted = new byte[most];
        }

        OperationStatus status = Utf8.FromUtf16(source, _converted, out _, out int written, replaceInvalidSequences: false);
        text = _converted.AsSpan(0, written);
        return status == OperationStatus.Done;
    }
}
