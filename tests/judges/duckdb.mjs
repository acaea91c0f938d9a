// DuckDB's own client for Node.js as a judge. Values are rendered by DuckDB itself (CAST … AS VARCHAR), never by this script.
//   {"do":"query","database":"file or :memory:","sql":"select …","digest":false}
//     → {"columns":[{"name","type"}],"rows":[[text or null, …], …]}        digest: true gives md5 of each text, for huge values
//   {"do":"execute","database":"…","statements":["…"]}   → null
//   {"do":"version"}                                      → "v1.2.3"
import { DuckDBInstance, version } from '@duckdb/node-api';
import { serve } from './server.mjs';

async function connected(request, work) {
  const instance = await DuckDBInstance.create(request.database, request.readOnly ? { access_mode: 'READ_ONLY' } : {});
  try {
    const connection = await instance.connect();
    try {
      await connection.run("SET TimeZone = 'UTC'").catch(ignoreMissingIcu);
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

// A DuckDB without the ICU extension has no TimeZone setting and shows instants in UTC anyway.
function ignoreMissingIcu(error) {
  if (!/TimeZone|icu/i.test(error.message)) throw error;
}

async function rowsOf(connection, sql) {
  return await (await connection.run(sql)).getRows();
}

async function query(request) {
  return await connected(request, async (connection) => {
    const described = await rowsOf(connection, `DESCRIBE ${request.sql}`);
    const columns = described.map(([name, type]) => ({ name, type }));
    const names = columns.map((_, index) => `c${index}`);
    const texts = names.map((name) => (request.digest ? `md5(CAST(${name} AS VARCHAR))` : `CAST(${name} AS VARCHAR)`));
    const rows = await rowsOf(connection, `SELECT ${texts.join(', ')} FROM (${request.sql}) AS judged(${names.join(', ')})`);
    return { columns, rows };
  });
}

async function execute(request) {
  return await connected(request, async (connection) => {
    for (const statement of request.statements) await connection.run(statement);
    return null;
  });
}

await serve({ query, execute, version: () => version() });
