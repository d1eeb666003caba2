import { spawnSync } from 'node:child_process';
import type { BackendHttpOptions, BackendRequest } from './backend-http.ts';

const TIMEOUT_MS = 5_000;

/** In a process of its own, for which this one can wait while it exits. What is secret goes through its input, never on its command line. */
const SENDER = `
const { url, method, headers, json } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const { request } = require(url.startsWith('https:') ? 'node:https' : 'node:http');
const sent = request(url, { method, headers }, (response) => {
  response.resume().on('end', () => process.exit(response.statusCode < 300 ? 0 : 1));
});
sent.on('error', () => process.exit(1)).end(json);
`;

/** Sends a request from a process that exits, where nothing can be waited for. True where the backend has taken it. */
export function sendNow({ method, path, json }: BackendRequest & { readonly json: string }, { url, headers }: BackendHttpOptions): boolean {
  const all = { 'Content-Type': 'application/json', 'User-Agent': 'actionsmith', ...headers, 'Content-Length': Buffer.byteLength(json) };
  const input = JSON.stringify({ url: `${url}${path}`, method, headers: all, json });
  const { status } = spawnSync(process.execPath, ['-e', SENDER], {
    input,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    timeout: TIMEOUT_MS,
  });
  return status === 0;
}
