import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AuthorizationError } from '../errors/http-errors.ts';
import type { Database } from '../store/database.ts';

/** Addresses that hold for a while and for one method, so that whoever has one needs no token. The key is of the folder: it outlives the server. */
export class SignedUrls {
  readonly #key: Buffer;

  constructor(db: Database) {
    this.#key = db.write(() => {
      db.run("insert or ignore into settings values ('signing_key', ?)", randomBytes(32).toString('hex'));
      return Buffer.from(String(db.get("select value from settings where name = 'signing_key'")?.['value']), 'hex');
    });
  }

  /** `path` with a query; `seconds` from now. */
  sign(method: 'GET' | 'PUT', path: string, seconds: number, now: number = Date.now()): string {
    const expires = Math.floor(now / 1000) + seconds;
    return `${path}?expires=${expires}&signature=${this.#signature(method, path, expires)}`;
  }

  /** Throws AuthorizationError. */
  check(method: 'GET' | 'PUT', path: string, query: Readonly<Record<string, unknown>>, now: number = Date.now()): void {
    const { expires, signature } = query;
    const given = Buffer.from(typeof signature === 'string' ? signature : '');
    const right = Buffer.from(this.#signature(method, path, Number(expires)));
    if (given.length !== right.length || !timingSafeEqual(given, right))
      throw new AuthorizationError('the signature of this address is wrong');
    if (Number(expires) * 1000 < now) throw new AuthorizationError('this address has expired: ask for the object again');
  }

  #signature(method: string, path: string, expires: number): string {
    return createHmac('sha256', this.#key).update(`${method}\n${path}\n${expires}`).digest('base64url');
  }
}
