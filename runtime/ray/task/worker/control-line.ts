import { Socket } from 'node:net';
import type { RunFile } from '../../run-file.ts';
import type { TaskStatus } from '../task-file.ts';

/** The file descriptor that the worker is born with. Standard output stays the author's. */
const CONTROL_FD = 3;

/** What the actor asks of its worker. */
export type Asked = ({ readonly type: 'run' } & RunFile) | { readonly type: 'cancel' };

/** What the worker answers. `isLast`: what this run has left behind must not meet the next one. */
export type Said = { readonly type: 'cancelling' } | { readonly type: 'done'; readonly status: TaskStatus; readonly isLast: boolean };

/** Lines of JSON from and to the actor. While it is not held it does not keep the process alive. */
export class ControlLine<A = Asked, S = Said> {
  readonly #socket = new Socket({ fd: CONTROL_FD, readable: true, writable: true });

  constructor(take: (asked: A) => void, onLost: () => void) {
    let held: Buffer[] = [];
    this.#socket.on('data', (chunk: Buffer) => {
      for (let rest = chunk; ;) {
        const end = rest.indexOf(0x0a);
        if (end === -1) return void held.push(rest);
        const line = Buffer.concat([...held, rest.subarray(0, end)]).toString();
        held = [];
        rest = rest.subarray(end + 1);
        take(JSON.parse(line) as A);
      }
    });
    this.#socket.on('error', () => {}); // `close` follows
    this.#socket.on('close', onLost);
  }

  say(said: S): void {
    this.#socket.write(`${JSON.stringify(said)}\n`);
  }

  end(): void {
    this.#socket.end();
  }

  hold(): void {
    this.#socket.ref();
  }

  release(): void {
    this.#socket.unref();
  }
}
