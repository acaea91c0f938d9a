// The JavaScript implementation of Arrow as a judge of our IPC files and streams.
//   {"do":"read","path":"…"}    → {"fields":[field],"metadata":{…},"batches":[{"rows":n,"columns":[[value, …], …]}]}
//   {"do":"write","path":"…","kind":"file" or "stream","fields":[…],"metadata":{…},"batches":[…]}   → null
//   {"do":"version"}            → "1.2.3"
// Fields are described in arrow-types.mjs, values in arrow-values.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';
import { serve } from './server.mjs';
import { describe, toField } from './arrow-types.mjs';
import { build, makeDictionary, valueAt } from './arrow-values.mjs';

function read({ path }) {
  const reader = arrow.RecordBatchReader.from(readFileSync(path));
  const { schema } = reader.open();
  const batches = [];
  for (const batch of reader) {
    const columns = batch.data.children.map((column) => Array.from({ length: batch.numRows }, (_, row) => valueAt(column, row)));
    batches.push({ rows: batch.numRows, columns });
  }
  return { fields: schema.fields.map(describe), metadata: Object.fromEntries(schema.metadata), batches };
}

function dictionariesOf(fields, batches) {
  const dictionaries = new Map();
  fields.forEach((field, index) => {
    if (arrow.DataType.isDictionary(field.type)) {
      dictionaries.set(field.type.id, makeDictionary(field.type, batches.flatMap((batch) => batch.columns[index])));
    }
  });
  return dictionaries;
}

function write({ path, kind, fields, metadata, batches }) {
  const schema = new arrow.Schema(fields.map(toField), new Map(Object.entries(metadata ?? {})));
  const dictionaries = dictionariesOf(schema.fields, batches);
  const writer = kind === 'file' ? new arrow.RecordBatchFileWriter() : new arrow.RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  for (const { rows, columns } of batches) {
    const children = schema.fields.map((field, index) => build(field.type, columns[index], dictionaries));
    const data = arrow.makeData({ type: new arrow.Struct(schema.fields), length: rows, nullCount: 0, children });
    writer.write(new arrow.RecordBatch(schema, data));
  }
  writer.finish();
  writeFileSync(path, writer.toUint8Array(true));
  return null;
}

const version = () => JSON.parse(readFileSync(new URL('node_modules/apache-arrow/package.json', import.meta.url))).version;

await serve({ read, write, version });
