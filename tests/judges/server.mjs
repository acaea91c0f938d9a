// The loop that every judge shares: one JSON request per line on stdin, one JSON answer per line on stdout.
// An answer is {"ok": …} or {"error": "…"}; the process ends when stdin does.
import { createInterface } from 'node:readline';

export async function serve(handlers) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    let answer;
    try {
      const request = JSON.parse(line);
      const handler = handlers[request.do];
      if (!handler) throw new Error(`unknown request "${request.do}"; known: ${Object.keys(handlers).join(', ')}`);
      answer = { ok: await handler(request) };
    } catch (error) {
      answer = { error: String(error?.message ?? error) };
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
}
