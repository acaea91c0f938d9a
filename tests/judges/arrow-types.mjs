// Arrow types as the format strings of the C Data Interface (https://arrow.apache.org/docs/format/CDataInterface.html), both ways.
// A field is {name, format, nullable, metadata?, children?, dictionary?: field, ordered?}; with a dictionary, format is the index type's.
import * as arrow from 'apache-arrow';

const { Type, TimeUnit, DateUnit, IntervalUnit, UnionMode, Precision } = arrow;
const unitLetters = { s: TimeUnit.SECOND, m: TimeUnit.MILLISECOND, u: TimeUnit.MICROSECOND, n: TimeUnit.NANOSECOND };
const letterOf = (unit) => Object.keys(unitLetters).find((letter) => unitLetters[letter] === unit);

const plain = {
  n: () => new arrow.Null(), b: () => new arrow.Bool(),
  c: () => new arrow.Int8(), C: () => new arrow.Uint8(), s: () => new arrow.Int16(), S: () => new arrow.Uint16(),
  i: () => new arrow.Int32(), I: () => new arrow.Uint32(), l: () => new arrow.Int64(), L: () => new arrow.Uint64(),
  e: () => new arrow.Float16(), f: () => new arrow.Float32(), g: () => new arrow.Float64(),
  u: () => new arrow.Utf8(), U: () => new arrow.LargeUtf8(), z: () => new arrow.Binary(), Z: () => new arrow.LargeBinary(),
  vu: () => new arrow.Utf8View(), vz: () => new arrow.BinaryView(),
  tdD: () => new arrow.DateDay(), tdm: () => new arrow.DateMillisecond(),
  tts: () => new arrow.TimeSecond(), ttm: () => new arrow.TimeMillisecond(),
  ttu: () => new arrow.TimeMicrosecond(), ttn: () => new arrow.TimeNanosecond(),
  tDs: () => new arrow.DurationSecond(), tDm: () => new arrow.DurationMillisecond(),
  tDu: () => new arrow.DurationMicrosecond(), tDn: () => new arrow.DurationNanosecond(),
  tiM: () => new arrow.IntervalYearMonth(), tiD: () => new arrow.IntervalDayTime(), tin: () => new arrow.IntervalMonthDayNano(),
};

function parametric(format, children) {
  const after = (prefix) => format.slice(prefix.length);
  const numbers = (text) => text.split(',').map(Number);
  if (format.startsWith('d:')) {
    const [precision, scale, bits = 128] = numbers(after('d:'));
    return new arrow.Decimal(scale, precision, bits);
  }
  if (format.startsWith('w:')) return new arrow.FixedSizeBinary(Number(after('w:')));
  if (/^ts[smun]:/.test(format)) return new arrow.Timestamp(unitLetters[format[2]], format.slice(4) || null);
  if (format === '+l') return new arrow.List(children[0]);
  if (format === '+L') return new arrow.LargeList(children[0]);
  if (format.startsWith('+w:')) return new arrow.FixedSizeList(Number(after('+w:')), children[0]);
  if (format === '+s') return new arrow.Struct(children);
  if (format === '+m') return new arrow.Map_(children[0]);
  if (format.startsWith('+ud:')) return new arrow.Union(UnionMode.Dense, numbers(after('+ud:')), children);
  if (format.startsWith('+us:')) return new arrow.Union(UnionMode.Sparse, numbers(after('+us:')), children);
  throw new Error(`apache-arrow has no type for the format "${format}"`);
}

function typeOf(field) {
  if (field.dictionary) return new arrow.Dictionary(typeOf(field.dictionary), plain[field.format](), null, field.ordered ?? false);
  return plain[field.format]?.() ?? parametric(field.format, (field.children ?? []).map(toField));
}

export function toField(field) {
  return new arrow.Field(field.name, typeOf(field), field.nullable ?? true, new Map(Object.entries(field.metadata ?? {})));
}

function intFormat(type) {
  const letter = { 8: 'c', 16: 's', 32: 'i', 64: 'l' }[type.bitWidth];
  return type.isSigned ? letter : letter.toUpperCase();
}

export function formatOf(type) {
  switch (type.typeId) {
    case Type.Null: return 'n';
    case Type.Bool: return 'b';
    case Type.Int: return intFormat(type);
    case Type.Float: return { [Precision.HALF]: 'e', [Precision.SINGLE]: 'f', [Precision.DOUBLE]: 'g' }[type.precision];
    case Type.Utf8: return 'u';
    case Type.LargeUtf8: return 'U';
    case Type.Utf8View: return 'vu';
    case Type.Binary: return 'z';
    case Type.LargeBinary: return 'Z';
    case Type.BinaryView: return 'vz';
    case Type.FixedSizeBinary: return `w:${type.byteWidth}`;
    case Type.Decimal: return `d:${type.precision},${type.scale}` + (type.bitWidth === 128 ? '' : `,${type.bitWidth}`);
    case Type.Date: return type.unit === DateUnit.DAY ? 'tdD' : 'tdm';
    case Type.Time: return `tt${letterOf(type.unit)}`;
    case Type.Timestamp: return `ts${letterOf(type.unit)}:${type.timezone ?? ''}`;
    case Type.Duration: return `tD${letterOf(type.unit)}`;
    case Type.Interval: return { [IntervalUnit.YEAR_MONTH]: 'tiM', [IntervalUnit.DAY_TIME]: 'tiD', [IntervalUnit.MONTH_DAY_NANO]: 'tin' }[type.unit];
    case Type.List: return '+l';
    case Type.LargeList: return '+L';
    case Type.FixedSizeList: return `+w:${type.listSize}`;
    case Type.Struct: return '+s';
    case Type.Map: return '+m';
    case Type.Union: return `${type.mode === UnionMode.Dense ? '+ud' : '+us'}:${Array.from(type.typeIds).join(',')}`;
    default: throw new Error(`no format string is known for the type ${type}`);
  }
}

export function describe(field) {
  const dictionary = arrow.DataType.isDictionary(field.type) ? field.type : null;
  const type = dictionary ? dictionary.indices : field.type;
  const described = { name: field.name, format: formatOf(type), nullable: field.nullable, metadata: Object.fromEntries(field.metadata) };
  if (type.children?.length) described.children = type.children.map(describe);
  if (dictionary) {
    described.dictionary = describe(new arrow.Field('', dictionary.dictionary, true));
    described.ordered = dictionary.isOrdered;
  }
  return described;
}
