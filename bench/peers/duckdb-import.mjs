// What a user would do with DuckDB alone: import a CSV file into a new database file.
//   node duckdb-import.mjs FILE.csv FILE.duckdb
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../tests/judges/package.json', import.meta.url));
const { DuckDBInstance } = await import(pathToFileURL(require.resolve('@duckdb/node-api')));
const [csv, database] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
const literal = `'${csv.replaceAll("'", "''")}'`;
await connection.run(`CREATE TABLE lineitem AS FROM read_csv(${literal})`);
connection.closeSync();
instance.closeSync();
