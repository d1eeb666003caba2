// Uploads a folder, and dies in the middle of it: node upload.mjs <dist> <url or folder> <params> <checkpoints> <call> <before|during|after>
import { join } from 'node:path';

const [dist, place, params, checkpoints, at, when] = process.argv.slice(2);
const { FileCheckpointStore, LocalExecutor, NoOpLogger } = await import(join(dist, 'index.js'));
const { BaseUploadAction } = await import(join(dist, 'actions-upload.js'));
const { openEmbeddedBackend, openHttpBackend } = await import(join(dist, 'backend.js'));

const backend = place.startsWith('http') ? openHttpBackend({ url: place }) : await openEmbeddedBackend(place);
let calls = 0;

/** The process ends with the call that was asked for: before it begins, while it is on its way, or when it is done and nobody knows. */
function dieIn(target) {
  return new Proxy(target, {
    get(object, name) {
      const value = Reflect.get(object, name);
      if (typeof value === 'object' && value !== null) return dieIn(value);
      if (typeof value !== 'function' || name === 'all') return value;
      return async (...args) => {
        const isLast = ++calls === Number(at);
        if (isLast && when === 'before') process.kill(process.pid, 'SIGKILL');
        const answer = value.apply(object, args);
        if (isLast && when === 'during') setImmediate(() => process.kill(process.pid, 'SIGKILL'));
        const result = await answer;
        if (isLast && when === 'after') process.kill(process.pid, 'SIGKILL');
        return result;
      };
    },
  });
}

/** One file after the other is a call each, so that there are many moments to die in. */
const client = new Proxy(dieIn(backend), {
  get(object, name) {
    if (name !== 'sendDataFiles') return Reflect.get(object, name);
    return async (files, options) => {
      const sent = [];
      for (let from = 0; from < files.length; from += 4) sent.push(...(await object.sendDataFiles(files.slice(from, from + 4), options)));
      return sent;
    };
  },
});

class Upload extends BaseUploadAction {}
const executor = new LocalExecutor({ client, logger: new NoOpLogger(), checkpoints: new FileCheckpointStore(checkpoints) });
const result = await executor.execute(Upload, JSON.parse(params));
console.log(JSON.stringify({ ...result, calls }));
await backend.close();
