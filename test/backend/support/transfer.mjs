// A client in a process of its own, whose memory is measured: node transfer.mjs <dist> <url> upload|download <file> [model as JSON]
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, url, what, file, model = '{}'] = process.argv.slice(2);
const { openHttpBackend } = await import(pathToFileURL(resolve(dist, 'backend.js')).href);
const backend = openHttpBackend({ url });
await backend.models.list().catch(() => {}); // the HTTP library is loaded by the first request
const before = memory('VmRSS');
const result = what === 'upload' ? await backend.upload(file) : await backend.download(JSON.parse(model), file);
const growth = Math.round(memory('VmHWM') - before);
console.log(JSON.stringify({ id: result?.id, growth }));
await backend.close();

/** In mebibytes; VmHWM is the most that it ever was. */
function memory(field) {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
}
