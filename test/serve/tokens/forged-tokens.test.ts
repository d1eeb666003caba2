import { createHmac, generateKeyPairSync, type KeyObject, sign as signWith } from 'node:crypto';
import { expect, test } from 'vitest';
import { PluginEnvironment } from '../../../runtime/context/plugin-environment.ts';
import { signModelToken } from '../../../runtime/serve/tokens/sign-token.ts';
import type { TokenOptions } from '../../../runtime/serve/tokens/token-options.ts';
import { makeTokenVerifier } from '../../../runtime/serve/tokens/verify-token.ts';

const SECRET = 'a secret that nobody else has: 0123456789abcdef';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherEd = generateKeyPairSync('ed25519');
const pem = (key: KeyObject): string => key.export({ format: 'pem', type: key.type === 'public' ? 'spki' : 'pkcs8' }) as string;
const env = new PluginEnvironment({
  SECRET,
  RSA_PUBLIC: pem(rsa.publicKey),
  RSA_PRIVATE: pem(rsa.privateKey),
  ED_PUBLIC: pem(ed.publicKey),
  ED_PRIVATE: pem(ed.privateKey),
});
const audience = 'detector';
const hs: TokenOptions = { algorithm: 'HS256', key: 'env:SECRET', audience };
const rs: TokenOptions = { algorithm: 'RS256', key: 'env:RSA_PUBLIC', audience };
const eddsa: TokenOptions = { algorithm: 'EdDSA', key: 'env:ED_PUBLIC', audience };

const now = Math.floor(Date.now() / 1000);
const GOOD = { model: '7', tenant: 'acme', aud: audience, iat: now, exp: now + 600 };
const HEADER = { alg: 'HS256', typ: 'model+jwt' };

const base64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token put together by hand, as an attacker would. */
function forge(header: unknown, claims: unknown, sign: (text: string) => string = hmac(SECRET)): string {
  const text = `${base64(header)}.${base64(claims)}`;
  return `${text}.${sign(text)}`;
}

function hmac(secret: string, hash = 'sha256'): (text: string) => string {
  return (text) => createHmac(hash, secret).update(text).digest('base64url');
}

function signed(key: KeyObject, hash: string | null = 'sha256'): (text: string) => string {
  return (text) => signWith(hash, Buffer.from(text), key).toString('base64url');
}

const without = (name: keyof typeof GOOD): object => ({ ...GOOD, [name]: undefined });
const withClaims = (claims: object): string => forge(HEADER, { ...GOOD, ...claims });
const withHeader = (header: object, sign?: (text: string) => string): string => forge({ ...HEADER, ...header }, GOOD, sign);
const [GOOD_HEAD, GOOD_BODY, GOOD_SIGNATURE] = forge(HEADER, GOOD).split('.') as [string, string, string];

/** By what was done to it: for a verifier with a secret. */
const OF_SECRET: Readonly<Record<string, string>> = {
  'no token': '',
  'two parts': `${GOOD_HEAD}.${GOOD_BODY}`,
  'four parts': `${GOOD_HEAD}.${GOOD_BODY}.${GOOD_SIGNATURE}.`,
  'five parts, as an encrypted one': `${GOOD_HEAD}.${GOOD_BODY}.${GOOD_SIGNATURE}.a.b`,
  'no signature': `${GOOD_HEAD}.${GOOD_BODY}.`,
  'a signature cut short': `${GOOD_HEAD}.${GOOD_BODY}.${GOOD_SIGNATURE.slice(0, 20)}`,
  'a signature with a byte changed': `${GOOD_HEAD}.${GOOD_BODY}.${GOOD_SIGNATURE.startsWith('A') ? 'B' : 'A'}${GOOD_SIGNATURE.slice(1)}`,
  'other claims under the signature': `${GOOD_HEAD}.${base64({ ...GOOD, tenant: 'victim' })}.${GOOD_SIGNATURE}`,
  'another header under the signature': `${base64({ ...HEADER, kid: 'x' })}.${GOOD_BODY}.${GOOD_SIGNATURE}`,
  'no JSON in the header': forge('{', GOOD),
  'no JSON in the claims': forge(HEADER, '{'),
  'a list as claims': forge(HEADER, []),
  'null as claims': forge(HEADER, 'null'),
  'alg none, not signed': `${base64({ ...HEADER, alg: 'none' })}.${GOOD_BODY}.`,
  'alg none, signed': withHeader({ alg: 'none' }),
  'alg None': `${base64({ ...HEADER, alg: 'None' })}.${GOOD_BODY}.`,
  'alg NONE': `${base64({ ...HEADER, alg: 'NONE' })}.${GOOD_BODY}.`,
  'alg empty': withHeader({ alg: '' }),
  'alg missing': forge({ typ: 'model+jwt' }, GOOD),
  'alg hs256': withHeader({ alg: 'hs256' }),
  'alg a list': withHeader({ alg: ['HS256'] }),
  'alg HS384 with the right secret': withHeader({ alg: 'HS384' }, hmac(SECRET, 'sha384')),
  'alg HS512 with the right secret': withHeader({ alg: 'HS512' }, hmac(SECRET, 'sha512')),
  'alg RS256 with a key of the attacker': withHeader({ alg: 'RS256' }, signed(otherRsa.privateKey)),
  'alg EdDSA with a key of the attacker': withHeader({ alg: 'EdDSA' }, signed(otherEd.privateKey, null)),
  'an empty secret': forge(HEADER, GOOD, hmac('')),
  'another secret': forge(HEADER, GOOD, hmac('another secret that is long enough: 0123456789')),
  'the application as secret': forge(HEADER, GOOD, hmac(audience)),
  'the address of the backend as secret': forge(HEADER, GOOD, hmac('https://api.example.com')),
  'the reference as secret': forge(HEADER, GOOD, hmac('env:SECRET')),
  'a key in the header': withHeader({ jwk: { kty: 'oct', k: base64('attacker') } }, hmac('attacker')),
  'an address of keys in the header': withHeader({ jku: 'http://127.0.0.1:1/keys' }, hmac('attacker')),
  'an unknown extension that is critical': withHeader({ crit: ['x-admin'], 'x-admin': true }),
  'claims that are not encoded': withHeader({ crit: ['b64'], b64: false }),
  'another type': withHeader({ typ: 'JWT' }),
  'no type': forge({ alg: 'HS256' }, GOOD),
  'the type of an access token': withHeader({ typ: 'at+jwt' }),
  'expired an hour ago': withClaims({ exp: now - 3600 }),
  'expired beyond the skew of clocks': withClaims({ exp: now - 120 }),
  'no expiry': forge(HEADER, without('exp')),
  'an expiry that is text': withClaims({ exp: String(now + 600) }),
  'an expiry that is null': withClaims({ exp: null }),
  'not good yet': withClaims({ nbf: now + 3600 }),
  'made in the future': withClaims({ iat: now + 3600 }),
  'no audience': forge(HEADER, without('aud')),
  'another audience': withClaims({ aud: 'other' }),
  'an audience with another case': withClaims({ aud: 'Detector' }),
  'an audience that begins like ours': withClaims({ aud: 'detector-2' }),
  'audiences without ours': withClaims({ aud: ['one', 'two'] }),
  'an audience that is an object': withClaims({ aud: { detector: true } }),
  'no model': forge(HEADER, without('model')),
  'a model that is a number': withClaims({ model: 7 }),
  'an empty model': withClaims({ model: '' }),
  'a model that is a path': withClaims({ model: '../../etc/passwd' }),
  'a model that is an address': withClaims({ model: 'http://127.0.0.1/' }),
  'a model with a line break': withClaims({ model: '7\n' }),
  'a tenant with a separator': withClaims({ tenant: 'acme","7' }),
  'a tenant that is a list': withClaims({ tenant: ['acme', 'victim'] }),
  'an empty tenant': withClaims({ tenant: '' }),
  'a version that is a path': withClaims({ version: '../1' }),
  'a model id without end': withClaims({ model: 'x'.repeat(200) }),
  'a token without end': withClaims({ filler: 'x'.repeat(5000) }),
};

/** For verifiers with a public key, which everybody may know. */
const OF_RSA: Readonly<Record<string, string>> = {
  'the public key as secret': withHeader({ alg: 'HS256' }, hmac(pem(rsa.publicKey))),
  'the public key as secret, without its last line break': withHeader({ alg: 'HS256' }, hmac(pem(rsa.publicKey).trim())),
  'the public key as secret, under its own algorithm': withHeader({ alg: 'RS256' }, hmac(pem(rsa.publicKey))),
  'the bytes of the public key as secret': withHeader(
    { alg: 'HS256' },
    hmac((rsa.publicKey.export({ format: 'der', type: 'spki' }) as Buffer).toString('latin1')),
  ),
  'a key of the attacker': withHeader({ alg: 'RS256' }, signed(otherRsa.privateKey)),
  'a key of the attacker in the header': withHeader(
    { alg: 'RS256', jwk: otherRsa.publicKey.export({ format: 'jwk' }) },
    signed(otherRsa.privateKey),
  ),
  'another padding with the right key': withHeader({ alg: 'PS256' }, signed(rsa.privateKey)),
  'a longer hash with the right key': withHeader({ alg: 'RS512' }, signed(rsa.privateKey, 'sha512')),
  'not signed': `${base64({ ...HEADER, alg: 'none' })}.${GOOD_BODY}.`,
};
const OF_EDDSA: Readonly<Record<string, string>> = {
  'the public key as secret': withHeader({ alg: 'HS256' }, hmac(pem(ed.publicKey))),
  'a key of the attacker': withHeader({ alg: 'EdDSA' }, signed(otherEd.privateKey, null)),
  'a key of another kind': withHeader({ alg: 'RS256' }, signed(rsa.privateKey)),
  'not signed': `${base64({ ...HEADER, alg: 'none' })}.${GOOD_BODY}.`,
};

test.each([
  ['a secret', hs, OF_SECRET, 62],
  ['a public key of RSA', rs, OF_RSA, 9],
  ['a public key of Ed25519', eddsa, OF_EDDSA, 4],
] as const)('with %s, no token that was forged, is stale, or is for somebody else is accepted', async (_, options, tokens, count) => {
  const verify = await makeTokenVerifier(options, env);
  const accepted: string[] = [];
  for (const [how, token] of Object.entries(tokens)) {
    const outcome = await verify(token).then(
      () => 'accepted',
      (error: { readonly code?: string; readonly message: string }) => {
        expect(error.message, how).not.toContain(SECRET);
        if (token.length > 20) expect(error.message, how).not.toContain(token.slice(0, 20));
        return error.code;
      },
    );
    if (outcome !== 'TOKEN_REFUSED') accepted.push(how);
  }
  expect(accepted).toEqual([]);
  expect(Object.keys(tokens)).toHaveLength(count);
});

test('what was signed for a model of a tenant is accepted, and says no more than that', async () => {
  const keys = [
    [hs, 'env:SECRET'],
    [rs, 'env:RSA_PRIVATE'],
    [eddsa, 'env:ED_PRIVATE'],
  ] as const;
  for (const [options, key] of keys) {
    const verify = await makeTokenVerifier(options, env);
    const token = await signModelToken({ ...options, key, model: 7, tenant: 'acme', version: '1.2.0', expiresInSeconds: 60 }, env);
    expect(await verify(token)).toEqual({ model: '7', tenant: 'acme', version: '1.2.0' });
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as object;
    expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'model', 'tenant', 'version']);
  }
  const verify = await makeTokenVerifier(hs, env);
  expect(await verify(forge(HEADER, GOOD))).toEqual({ model: '7', tenant: 'acme', version: '' });
  expect(await verify(withClaims({ exp: now - 30 }))).toMatchObject({ model: '7' }); // within the skew of clocks
});

test('a secret that is short, a public key as secret, and a key of another kind are refused before anything is served', async () => {
  const wrong = new PluginEnvironment({ SHORT: 'hunter2', PUBLIC: pem(rsa.publicKey), OTHER: pem(ed.publicKey) });
  const refusal = (algorithm: TokenOptions['algorithm'], key: string): Promise<unknown> =>
    makeTokenVerifier({ algorithm, key, audience }, wrong).catch((error: Error) => error.message);
  expect(await refusal('HS256', 'env:SHORT')).toBe(
    'tokens cannot be used: the secret at env:SHORT has 7 bytes, and HS256 wants at least 32',
  );
  expect(await refusal('HS256', 'env:PUBLIC')).toContain('is a key in PEM, and HS256 wants a secret');
  expect(await refusal('RS256', 'env:OTHER')).toBe('tokens cannot be used: env:OTHER is not a public key in PEM (SPKI) for RS256');
  expect(await refusal('HS256', 'env:NONE')).toContain('the environment variable NONE is not set');
});
