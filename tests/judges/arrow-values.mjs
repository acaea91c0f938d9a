// Arrow values as JSON whose text is exact, both ways. Numbers, dates, times and decimals are strings of the stored number
// (a decimal's is unscaled); -0, NaN and Infinity keep their names; bytes are hexadecimal; a struct is the array of its
// fields' values; a map is an array of [key, value]; a union is {"type": id, "value": …}; a dictionary gives the value it points at.
import * as arrow from 'apache-arrow';

const { Type, IntervalUnit, UnionMode, Precision } = arrow;
const hex = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const float = (number) => (Object.is(number, -0) ? '-0' : String(number));

function decimalText(words) {
  let value = 0n;
  for (let index = words.length - 1; index >= 0; index--) value = (value << 32n) | BigInt(words[index]);
  return BigInt.asIntN(words.length * 32, value).toString();
}

function intervalValue(data, index) {
  const { type, values } = data;
  if (type.unit === IntervalUnit.YEAR_MONTH) return String(values[index]);
  if (type.unit === IntervalUnit.DAY_TIME) return { days: String(values[2 * index]), milliseconds: String(values[2 * index + 1]) };
  const [months, days, low, high] = values.subarray(4 * index, 4 * index + 4);
  return { months: String(months), days: String(days), nanoseconds: String((BigInt(high) << 32n) | BigInt(low >>> 0)) };
}

function unionValue(data, index) {
  const id = data.typeIds[index];
  const child = data.children[data.type.typeIds.indexOf(id)];
  return { type: id, value: valueAt(child, data.type.mode === UnionMode.Dense ? data.valueOffsets[index] : index) };
}

function dictionaryValue(data, index) {
  let at = Number(data.values[index]);
  for (const chunk of data.dictionary.data) {
    if (at < chunk.length) return valueAt(chunk, at);
    at -= chunk.length;
  }
  throw new Error(`dictionary index ${data.values[index]} is past the end of the dictionary`);
}

const bytesAt = (data, index) => data.values.subarray(Number(data.valueOffsets[index]), Number(data.valueOffsets[index + 1]));
const range = (child, begin, end) => Array.from({ length: end - begin }, (_, index) => valueAt(child, begin + index));
const listAt = (data, index) => range(data.children[0], Number(data.valueOffsets[index]), Number(data.valueOffsets[index + 1]));

export function valueAt(data, index) {
  const { type } = data;
  if (type.typeId === Type.Union) return unionValue(data, index);
  if (type.typeId === Type.Null || !data.getValid(index)) return null;
  switch (type.typeId) {
    case Type.Bool: return arrow.makeVector(data).get(index);
    case Type.Float: return float(type.precision === Precision.HALF ? arrow.makeVector(data).get(index) : data.values[index]);
    case Type.Int: case Type.Date: case Type.Time: case Type.Timestamp: case Type.Duration: return String(data.values[index]);
    case Type.Utf8: case Type.LargeUtf8: return utf8.decode(bytesAt(data, index));
    case Type.Utf8View: case Type.BinaryView: {
      const viewed = arrow.makeVector(data).get(index);
      return typeof viewed === 'string' ? viewed : hex(viewed);
    }
    case Type.Binary: case Type.LargeBinary: return hex(bytesAt(data, index));
    case Type.FixedSizeBinary: return hex(data.values.subarray(index * type.byteWidth, (index + 1) * type.byteWidth));
    case Type.Decimal: return decimalText(data.values.subarray(index * data.stride, (index + 1) * data.stride));
    case Type.Interval: return intervalValue(data, index);
    case Type.List: case Type.LargeList: case Type.Map: return listAt(data, index);
    case Type.FixedSizeList: return range(data.children[0], index * type.listSize, (index + 1) * type.listSize);
    case Type.Struct: return data.children.map((child) => valueAt(child, data.offset + index));
    case Type.Dictionary: return dictionaryValue(data, index);
    default: throw new Error(`no rendering is known for the type ${type}`);
  }
}

const isWide = (type) => type.ArrayType === BigInt64Array || type.ArrayType === BigUint64Array;
const number = (type, text) => (isWide(type) ? BigInt(text) : Number(text));

function bitmap(values, isSet) {
  const bits = new Uint8Array(Math.ceil(values.length / 64) * 8);
  values.forEach((value, index) => { if (isSet(value)) bits[index >> 3] |= 1 << (index & 7); });
  return bits;
}

function fixed(type, values) {
  const data = new type.ArrayType(values.length);
  values.forEach((value, index) => { if (value !== null) data[index] = number(type, value); });
  return data;
}

function offsetsOf(type, lengths) {
  const wide = [Type.LargeUtf8, Type.LargeBinary, Type.LargeList].includes(type.typeId);
  const offsets = wide ? new BigInt64Array(lengths.length + 1) : new Int32Array(lengths.length + 1);
  let at = 0;
  lengths.forEach((length, index) => { at += length; offsets[index + 1] = wide ? BigInt(at) : at; });
  return offsets;
}

function variable(type, values, encoding) {
  const parts = values.map((value) => Buffer.from(value ?? '', encoding));
  return { valueOffsets: offsetsOf(type, parts.map((part) => part.length)), data: new Uint8Array(Buffer.concat(parts)) };
}

function decimals(type, values) {
  const words = new Uint32Array((values.length * type.bitWidth) / 32);
  const each = type.bitWidth / 32;
  values.forEach((value, index) => {
    const bits = BigInt.asUintN(type.bitWidth, BigInt(value ?? 0));
    for (let word = 0; word < each; word++) words[index * each + word] = Number((bits >> BigInt(32 * word)) & 0xffffffffn);
  });
  return words;
}

function intervals(type, values) {
  if (type.unit === IntervalUnit.YEAR_MONTH) return Int32Array.from(values, (value) => Number(value ?? 0));
  if (type.unit === IntervalUnit.DAY_TIME) return Int32Array.from(values.flatMap((value) => [Number(value?.days ?? 0), Number(value?.milliseconds ?? 0)]));
  return Int32Array.from(values.flatMap((value) => {
    const nanoseconds = BigInt.asUintN(64, BigInt(value?.nanoseconds ?? 0));
    return [Number(value?.months ?? 0), Number(value?.days ?? 0), Number(nanoseconds & 0xffffffffn) | 0, Number(nanoseconds >> 32n) | 0];
  }));
}

// A union has no nulls of its own: under a null parent it holds a null of its first child.
function unionParts(type, given) {
  const values = given.map((value) => value ?? { type: type.typeIds[0], value: null });
  const dense = type.mode === UnionMode.Dense;
  const columns = type.children.map(() => []);
  const valueOffsets = new Int32Array(values.length);
  values.forEach(({ type: id, value }, index) => {
    const chosen = Array.from(type.typeIds).indexOf(id);
    if (dense) valueOffsets[index] = columns[chosen].push(value) - 1;
    else columns.forEach((column, position) => column.push(position === chosen ? value : null));
  });
  const parts = { typeIds: Int8Array.from(values, (value) => value.type), children: type.children.map((child, index) => build(child.type, columns[index])) };
  return dense ? { ...parts, valueOffsets } : parts;
}

function dictionaryParts(type, values, dictionaries) {
  const known = dictionaries.get(type.id);
  return { data: fixed(type.indices, values.map((value) => (value === null ? null : String(known.positions.get(JSON.stringify(value)))))), dictionary: known.vector };
}

// Every dictionary is made once, over all batches: the file format has no way to replace one.
export function makeDictionary(type, values) {
  const positions = new Map();
  for (const value of values) {
    const key = JSON.stringify(value);
    if (value !== null && !positions.has(key)) positions.set(key, positions.size);
  }
  return { positions, vector: new arrow.Vector([build(type.dictionary, [...positions.keys()].map((key) => JSON.parse(key)))]) };
}

function partsOf(type, values, dictionaries) {
  switch (type.typeId) {
    case Type.Null: return {};
    case Type.Bool: return { data: bitmap(values, (value) => value === true) };
    case Type.Float:
      if (type.precision === Precision.HALF) return { data: arrow.vectorFromArray(values.map((value) => (value === null ? 0 : Number(value))), type).data[0].values };
      return { data: fixed(type, values) };
    case Type.Int: case Type.Date: case Type.Time: case Type.Timestamp: case Type.Duration: return { data: fixed(type, values) };
    case Type.Utf8: case Type.LargeUtf8: return variable(type, values, 'utf8');
    case Type.Binary: case Type.LargeBinary: return variable(type, values, 'hex');
    case Type.FixedSizeBinary: return { data: new Uint8Array(Buffer.concat(values.map((value) => (value === null ? Buffer.alloc(type.byteWidth) : Buffer.from(value, 'hex'))))) };
    case Type.Decimal: return { data: decimals(type, values) };
    case Type.Interval: return { data: intervals(type, values) };
    case Type.List: case Type.LargeList: case Type.Map:
      return { valueOffsets: offsetsOf(type, values.map((value) => value?.length ?? 0)), child: build(type.children[0].type, values.flatMap((value) => value ?? []), dictionaries) };
    case Type.FixedSizeList:
      return { child: build(type.children[0].type, values.flatMap((value) => value ?? Array(type.listSize).fill(null)), dictionaries) };
    case Type.Struct:
      return { children: type.children.map((child, index) => build(child.type, values.map((value) => value?.[index] ?? null), dictionaries)) };
    case Type.Union: return unionParts(type, values);
    case Type.Dictionary: return dictionaryParts(type, values, dictionaries);
    default: throw new Error(`writing the type ${type} is not known here`);
  }
}

export function build(type, values, dictionaries) {
  const nullCount = type.typeId === Type.Union ? 0 : values.filter((value) => value === null).length;
  const nullBitmap = nullCount > 0 && type.typeId !== Type.Null ? bitmap(values, (value) => value !== null) : undefined;
  return arrow.makeData({ type, length: values.length, nullCount, nullBitmap, ...partsOf(type, values, dictionaries) });
}
