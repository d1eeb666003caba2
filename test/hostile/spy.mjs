// Loaded before everything else (--import), in threads too: writes down every attempt to reach a network, to start a process, or to read
// or write a file outside of the toolkit and of the folder that is allowed just now.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const fs = require('node:fs');
const append = fs.appendFileSync;
const toolkit = process.env.HOSTILE_TOOLKIT + sep;
const log = process.env.HOSTILE_LOG;

/** The case that runs, and its folder. Threads have none: they format text that they are given. */
const now = (globalThis[Symbol.for('hostile')] = { name: '', folder: undefined });

function note(what, detail) {
  append(log, `${JSON.stringify({ case: now.name, what, detail: String(detail).slice(0, 200) })}\n`);
}

function isOutside(path) {
  if (typeof path === 'number') return false;
  const file = path instanceof URL ? fileURLToPath(path) : String(path);
  const isOurs = file.startsWith(toolkit) || file === log;
  return !isOurs && !(now.folder !== undefined && (file === now.folder || file.startsWith(now.folder + sep)));
}

function watch(holder, name, judge) {
  const original = holder[name];
  if (typeof original !== 'function') return;
  holder[name] = function watched(...args) {
    const found = judge(args);
    if (found !== undefined) note(name, found);
    return original.apply(this, args);
  };
}

const READS = ['readFile', 'open', 'readdir', 'opendir', 'createReadStream', 'openAsBlob', 'copyFile', 'cp'];
const WRITES = [
  'writeFile',
  'appendFile',
  'createWriteStream',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'rmdir',
  'unlink',
  'symlink',
  'link',
  'truncate',
];
for (const name of [...READS, ...WRITES]) {
  const outside = ([path]) => (isOutside(path) ? path : undefined);
  watch(fs, name, outside);
  watch(fs, `${name}Sync`, outside);
  watch(fs.promises, name, outside);
}
const always = ([first]) => (typeof first === 'object' ? JSON.stringify(first) : first);
const net = require('node:net');
watch(net.Socket.prototype, 'connect', always);
watch(net, 'connect', always);
watch(require('node:dns'), 'lookup', always);
watch(require('node:dns').promises, 'lookup', always);
watch(require('node:dgram').Socket.prototype, 'send', () => 'datagram');
watch(globalThis, 'fetch', always);
const processes = require('node:child_process');
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) watch(processes, name, always);
syncBuiltinESMExports();
