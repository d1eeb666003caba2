import { createHash, timingSafeEqual } from 'node:crypto';
import { BackendError } from '../../errors/backend-error.ts';

/** A token that the server knows: of one tenant, or of all. */
export interface KnownToken {
  readonly token: string;
  readonly tenant?: string | undefined;
}

const TOKEN = /^[\u0021-\u007E]{8,1000}$/;
export const TENANT: RegExp = /^[A-Za-z0-9_.-]{1,100}$/;

/** The tokens of a file: one a line, after the tenant whose it is: `acme 0f3c…`; alone, it is for all tenants. Throws BackendError with the line, never the token. */
export function readTokens(text: string, where: string): KnownToken[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.flatMap((line, at) => {
    if (line === '' || line.startsWith('#')) return [];
    const words = line.split(/\s+/);
    const [token = '', tenant] = words.toReversed();
    if (words.length > 2 || !TOKEN.test(token) || (tenant !== undefined && !TENANT.test(tenant)))
      throw new BackendError(`${where}, line ${at + 1}: a line is a token of 8 to 1000 visible characters, or a tenant and its token`, {
        code: 'BAD_TOKEN_FILE',
      });
    return [{ token, tenant }];
  });
}

/** The token that was given, where it is known. Every known one is looked at, in the same time whatever was given. */
export function findToken(known: readonly KnownToken[], given: string): KnownToken | undefined {
  const digest = digestOf(given);
  let found: KnownToken | undefined;
  for (const one of known) if (timingSafeEqual(digestOf(one.token), digest)) found ??= one;
  return found;
}

/** The same length for every token. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
