import { randomBytes } from 'node:crypto';
import type { ServeReply } from '../serve-routes.ts';

/** An answer that comes later, or has come. */
export type Deferred = { readonly state: 'pending' } | { readonly state: 'done'; readonly reply: ServeReply };

interface Kept {
  /** Whose: nobody else is told that there is one. */
  readonly owner: string;
  readonly since: number;
  value: Deferred;
}

const LIMIT = 256;
const KEPT_MS = 3_600_000;

/** Answers that are too late for their request, each under a ticket that cannot be guessed: at most 256, for an hour; the oldest one goes first. */
export class Tickets {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  defer(owner: string, reply: Promise<ServeReply>): string {
    const ticket = randomBytes(16).toString('hex');
    const kept: Kept = { owner, since: this.#now(), value: { state: 'pending' } };
    this.#kept.set(ticket, kept);
    void reply.then((answer) => {
      kept.value = { state: 'done', reply: answer };
    });
    for (const [id, { since }] of this.#kept) if (this.#kept.size > LIMIT || since < this.#now() - KEPT_MS) this.#kept.delete(id);
    return ticket;
  }

  /** Undefined for one that is not there (any more), or is somebody else's. An answer is there until it was asked for once. */
  ask(ticket: string, owner: string): Deferred | undefined {
    const kept = this.#kept.get(ticket);
    if (kept === undefined || kept.owner !== owner || kept.since < this.#now() - KEPT_MS) return undefined;
    if (kept.value.state === 'done') this.#kept.delete(ticket);
    return kept.value;
  }
}
