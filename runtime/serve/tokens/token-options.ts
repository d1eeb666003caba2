import type { CryptoKey } from 'jose';
import type { PluginEnvironment } from '../../context/plugin-environment.ts';
import { runSecrets } from '../../context/run-secrets.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';

/** With a shared secret (HS256), or a pair of keys of which replicas have the public one alone. */
export type TokenAlgorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA';

/** How the tokens of an application are checked. Keys are named by where they are found, and never travel. */
export interface TokenOptions {
  /** The only one that is accepted, whatever a token says of itself. */
  readonly algorithm: TokenAlgorithm;
  /** `env:NAME` or `file:/path`, where it is used: for HS256 a secret of at least 32 bytes, else a key in PEM. */
  readonly key: string;
  /** Whom a token must be for. */
  readonly audience: string;
  /** Who must have made it; default: anyone who has the key. */
  readonly issuer?: string;
}

export const TOKEN_ALGORITHMS: readonly TokenAlgorithm[] = ['HS256', 'RS256', 'ES256', 'EdDSA'];

type Key = CryptoKey | Uint8Array;

/** The key that verifies. Throws SECRET_UNAVAILABLE, BAD_TOKEN_KEY; neither shows a key. */
export function verifyingKey(options: TokenOptions, env: PluginEnvironment): Promise<Key> {
  return readKey(
    options,
    env,
    async (text) => (await import('./jose.ts')).importSPKI(text, options.algorithm),
    'a public key in PEM (SPKI)',
  );
}

/** The key that signs. Throws as `verifyingKey`. */
export function signingKey(options: Pick<TokenOptions, 'algorithm' | 'key'>, env: PluginEnvironment): Promise<Key> {
  return readKey(
    options,
    env,
    async (text) => (await import('./jose.ts')).importPKCS8(text, options.algorithm),
    'a private key in PEM (PKCS #8)',
  );
}

async function readKey(
  { algorithm, key }: Pick<TokenOptions, 'algorithm' | 'key'>,
  env: PluginEnvironment,
  importPem: (text: string) => Promise<CryptoKey>,
  expected: string,
): Promise<Key> {
  if (!TOKEN_ALGORITHMS.includes(algorithm))
    throw badKey(`there is no algorithm ${JSON.stringify(algorithm)}: take one of ${TOKEN_ALGORITHMS.join(', ')}`);
  const text = runSecrets({ 'of the tokens': key }, env)['of the tokens']!;
  if (algorithm === 'HS256') {
    if (text.includes('-----BEGIN'))
      throw badKey(`${key} is a key in PEM, and HS256 wants a secret: who knows a public key could sign with it`);
    const secret = new TextEncoder().encode(text);
    if (secret.byteLength < 32) throw badKey(`the secret at ${key} has ${secret.byteLength} bytes, and HS256 wants at least 32`);
    return secret;
  }
  try {
    return await importPem(text);
  } catch {
    throw badKey(`${key} is not ${expected} for ${algorithm}`);
  }
}

function badKey(why: string): ActionsmithError {
  return new ActionsmithError(`tokens cannot be used: ${why}`, { code: 'BAD_TOKEN_KEY' });
}
