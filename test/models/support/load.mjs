// A process that loads a model, as an action would: node load.mjs <dist> <url> <id> <cache>. Says where it is, and how much memory that took.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, url, id, cache] = process.argv.slice(2);
const entry = (name) => import(pathToFileURL(join(resolve(dist), `${name}.js`)).href);
const [{ openHttpBackend }, { RuntimeContext }, { BaseInferenceAction }] = await Promise.all(
  ['backend', 'context', 'actions-inference'].map(entry),
);
const client = openHttpBackend({ url });
await client.models.list(); // the HTTP library is loaded by the first request
class Load extends BaseInferenceAction {}
const action = new Load({}, new RuntimeContext({ client, env: { XDG_CACHE_HOME: cache } }));
const before = memory('VmRSS');
const { path } = await action.loadModel(Number(id));
console.log(JSON.stringify({ path, growth: Math.round(memory('VmHWM') - before) }));
await client.close();

/** In mebibytes; VmHWM is the most that it ever was. */
function memory(field) {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
}
