import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Makes one call of the file system go wrong, or ends the process at it: the `at`-th (from 1) that concerns a file below `root`.
 * `fault`: KILL, the code of an error, or undefined to count only. `stays`: every later call that needs room fails too, as on a full disk.
 * As a module that is preloaded (`node --import`) it takes FAULT_ROOT, FAULT_AT and FAULT, and writes the number of calls into FAULT_COUNT.
 */
export function breakFileSystem({ root, at, fault, stays = false }) {
  const restore = [];
  const inside = new WeakSet();
  const descriptors = new Set();
  const state = { count: 0, names: [], restore: () => undefined };

  const isInside = (value) => {
    const path = value instanceof URL ? fileURLToPath(value) : value;
    return typeof path === 'string' ? path === root || path.startsWith(`${root}/`) : descriptors.has(path);
  };
  /** The error to raise, if this is the call. */
  const meet = (name, path) => {
    state.count += 1;
    state.names.push(name);
    const hits = state.count === at || (stays && state.count > at && NEEDS_ROOM.test(name));
    if (fault === undefined || !hits) return undefined;
    if (fault === 'KILL') process.kill(process.pid, 'SIGKILL');
    const call = name.replace(/Sync$/, '');
    const place = typeof path === 'string' ? { path } : {};
    return Object.assign(new Error(`${fault}: injected, ${call} '${String(path)}'`), { code: fault, errno: -1, syscall: call, ...place });
  };
  const replace = (object, name, make) => {
    const original = object[name];
    object[name] = Object.assign(make(original), original);
    restore.push(() => void (object[name] = original));
  };

  for (const name of NAMES) {
    if (typeof fs.promises[name] === 'function')
      replace(fs.promises, name, (original) => async (...args) => {
        const error = isInside(args[0]) ? meet(name, args[0]) : undefined;
        if (error) throw error;
        const result = await original(...args);
        if (name === 'open' && isInside(args[0])) inside.add(result);
        return result;
      });
    if (typeof fs[name] === 'function')
      replace(fs, name, (original) => (...args) => {
        const error = isInside(args[0]) ? meet(name, args[0]) : undefined;
        const done = args.at(-1);
        if (!error || typeof done !== 'function') return original(...args);
        process.nextTick(done, error);
      });
    replace(fs, `${name}Sync`, (original) => (...args) => {
      const isOurs = isInside(args[0]);
      const error = isOurs ? meet(`${name}Sync`, args[0]) : undefined;
      if (error) throw error;
      const result = original(...args);
      if (name === 'open' && isOurs) descriptors.add(result);
      return result;
    });
  }
  replace(fs, 'existsSync', (original) => (path) => (isInside(path) && meet('existsSync', path) ? false : original(path)));
  const prototype = Object.getPrototypeOf(openHandle);
  for (const name of HANDLE_NAMES)
    replace(
      prototype,
      name,
      (original) =>
        async function (...args) {
          const error = inside.has(this) ? meet(name, undefined) : undefined;
          if (error) throw error;
          return original.apply(this, args);
        },
    );
  syncBuiltinESMExports();
  state.restore = () => {
    for (const undo of restore.toReversed()) undo();
    syncBuiltinESMExports();
  };
  return state;
}

const NAMES =
  'access appendFile chmod copyFile fsync link lstat mkdir open opendir readdir readFile readlink realpath rename rm rmdir stat truncate unlink utimes write writeFile'.split(
    ' ',
  );
const HANDLE_NAMES = ['chmod', 'read', 'readFile', 'stat', 'sync', 'write', 'writeFile', 'writev'];
const NEEDS_ROOM = /^(?:write|writeFile|writev|mkdir|link|copyFile|appendFile)(?:Sync)?$/;

const openHandle = await fs.promises.open(fileURLToPath(import.meta.url), 'r');
await openHandle.close();

const { FAULT_ROOT, FAULT_AT, FAULT, FAULT_COUNT } = process.env;
if (FAULT_ROOT) {
  const state = breakFileSystem({ root: FAULT_ROOT, at: Number(FAULT_AT), fault: FAULT || undefined });
  if (FAULT_COUNT) process.on('exit', () => fs.writeFileSync(FAULT_COUNT, String(state.count)));
}
