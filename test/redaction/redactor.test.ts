import { deserializeError, ExecutionError, REDACTED, Redactor, serializeError } from 'actionsmith';
import axios, { AxiosError } from 'axios';
import * as fc from 'fast-check';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { secretForms } from '../support/secret-forms.ts';

const SECRET = 'pa55 "w/ö+rd"&Zk9';
const redactor = new Redactor({ TOKEN: SECRET });

test.each(secretForms(SECRET))('a secret %s is found, and what stands around it stays', (_name, text) => {
  expect(redactor.redactText(`before <${text}> after`)).toMatch(/^before <.*\[REDACTED\].*> after$/s);
  expect(redactor.redactText(`before <${text}> after`)).not.toContain(text);
  expect(redactor.holdsSecret({ deep: [{ text }] })).toBe(true);
});

test('any secret of four characters and more is found in every form, in the middle of any text', () => {
  const secret = fc.string({ minLength: 4, maxLength: 40, unit: 'grapheme' }).filter((text) => text.trim().length >= 4);
  fc.assert(
    fc.property(secret, fc.string({ maxLength: 10 }), fc.string({ maxLength: 10 }), (one, before, after) => {
      const own = new Redactor(one);
      for (const [name, text] of secretForms(one)) {
        if (own.redactText(`${before}${text}${after}`).includes(text)) throw new Error(`${name}: ${JSON.stringify(text)} is shown`);
      }
    }),
    { numRuns: 300, seed: 1 }, // others in test:long
  );
});

test.each(['00%2520%2520%2520%252B!', '00+++%2B%21', '00%20%20%20%2b!', '00%20%20%20%2B!'])(
  'a secret whose beginning is an escape together with what stands before it is found: %s',
  (form) => {
    expect(new Redactor('00   +!').redactText(`%${form}`)).toBe(`%${REDACTED}`);
  },
);

test('text without a secret is the same text, and JSON without one the same object', () => {
  const event = { type: 'log', time: 1, event: 'saved', data: { path: 'a%20b\\c', tokens: 512, key: 'loss', ok: true } } as const;
  expect(redactor.redactEvent(event)).toBe(event);
  expect(redactor.redactText('100% of C:\\temp & more')).toBe('100% of C:\\temp & more');
  expect(redactor.holdsSecret(event)).toBe(false);
});

describe('in a value', () => {
  test('keys, bytes, numbers and errors are looked into', () => {
    const own = new Redactor('hunter2', 48_151_623);
    const value = { map: new Map([['hunter2', 1]]), bytes: Buffer.from('hunter2'), list: [48_151_623, 7], error: new Error('hunter2!') };
    expect(own.redact(value)).toEqual({
      map: { [REDACTED]: 1 },
      bytes: { type: 'Buffer', data: REDACTED },
      list: [REDACTED, 7],
      error: { name: 'Error', message: `${REDACTED}!` },
    });
  });

  test('a secret that is split over its texts is taken out of each', () => {
    const own = new Redactor('correct-horse');
    expect(own.redact({ a: 'it is corr', b: { c: ['ect', '-ho'], d: 'rse' }, e: 'end' })).toEqual({
      a: `it is ${REDACTED}`,
      b: { c: [REDACTED, REDACTED], d: REDACTED },
      e: 'end',
    });
  });

  test('what stands under a telling name is hidden, whatever it is', () => {
    const value = {
      password: 'x',
      apiKey: { id: 7, key: 'y' },
      'X-Auth-Token': 'z',
      token_count: 3,
      tokens: ['a'],
      key: 'loss',
      password_file: '/run/p',
    };
    expect(redactor.redact(value)).toEqual({
      password: REDACTED,
      apiKey: { id: REDACTED, key: REDACTED },
      'X-Auth-Token': REDACTED,
      token_count: 3,
      tokens: ['a'],
      key: 'loss',
      password_file: '/run/p',
    });
  });

  test('what an event is stays, also where a secret has the same name', () => {
    const own = new Redactor('info', 'message', 'time');
    const event = { type: 'message', time: 5, message: 'info: it is time', context: 'info' } as const;
    expect(own.redactEvent(event)).toEqual({ type: 'message', time: 5, message: `${REDACTED}: it is ${REDACTED}`, context: 'info' });
  });
});

test.each([
  ['Authorization: Bearer abc.def', 'Authorization: Bearer [REDACTED]'],
  ['{"authorization":"Basic bWU6cHc="}', '{"authorization":"Basic [REDACTED]"}'],
  ['postgres://me:pw@db/x', 'postgres://me:[REDACTED]@db/x'],
  ['GET /x?token=abc&page=2', 'GET /x?token=[REDACTED]&page=2'],
  [`pushed with ghp_${'a1'.repeat(18)}`, 'pushed with [REDACTED]'],
  ['AKIAABCDEFGHIJKLMNOP', '[REDACTED]'],
  [`eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`, '[REDACTED]'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '[REDACTED]'],
  ['{"password": "x1"}', '{"password": "[REDACTED]"}'],
])('what looks like a secret is hidden without being known: %s', (text, shown) => {
  expect(redactor.redactText(text)).toBe(shown);
});

test('the lines of a key are secret one by one, and so are the password in an URL and the credential in a header', () => {
  const key = '-----BEGIN KEY-----\nMIIEpAIBAAKCAQEAx0f1\nabcdefghijklmnopqrst\n-----END KEY-----\n';
  const own = new Redactor(key, 'https://me:s%20cret@host/', 'Basic bWU6b3BlbnNlc2FtZQ==');
  const shown = own.redactText('line MIIEpAIBAAKCAQEAx0f1; "s cret"; opensesame');
  expect(shown).toBe('line [REDACTED]; "[REDACTED]"; [REDACTED]');
});

function make(): Error {
  const cause = new AggregateError([new RangeError(`inner ${SECRET}`)], 'several', { cause: `thrown ${SECRET}` });
  const error = new ExecutionError(`failed with ${SECRET}`, { cause, details: { headers: { Authorization: SECRET } } });
  return Object.assign(error, { config: { url: `http://host/?q=${encodeURIComponent(SECRET)}` } });
}

describe('an error', () => {
  test('loses its secrets everywhere, and keeps its class, code and stack', () => {
    const original = make();
    const error = redactor.redactError(original) as ExecutionError;
    expect(error).toBeInstanceOf(ExecutionError);
    expect([error.code, error.message]).toEqual(['EXECUTION_FAILED', 'failed with [REDACTED]']);
    expect(error.cause).toBeInstanceOf(AggregateError);
    expect(error.stack).toContain('redactor.test.ts');
    const shown = inspect(error, { depth: 20 }) + JSON.stringify(serializeError(error));
    for (const [, text] of secretForms(SECRET)) expect(shown).not.toContain(text);
    expect(original.message).toBe(`failed with ${SECRET}`);
  });

  test('that carries open connections is shown without its credentials, at once', async () => {
    const server = createServer((_request, response) => response.writeHead(500).end('no'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const headers = { Authorization: `Bearer ${SECRET}`.replaceAll(/[^ -~]/g, '') };
    const original: unknown = await axios
      .get(`http://127.0.0.1:${port}/?key=hunter2-hunter2`, { headers, adapter: 'http' })
      .catch((error: unknown) => error);
    server.close();
    const own = new Redactor('hunter2-hunter2', SECRET.replaceAll(/[^ -~]/g, ''));
    const start = performance.now();
    const error = own.redactError(new Error('outer', { cause: original })) as Error;
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(inspect(original, { depth: 20 })).toContain('hunter2-hunter2');
    expect(inspect(error, { depth: 20 })).not.toMatch(/hunter2|Bearer pa55/);
    expect(error.cause).toBeInstanceOf(AxiosError);
  });

  test('without a secret is itself, also in a circle', () => {
    const error = new Error('plain');
    error.cause = error;
    expect(redactor.redactError(error)).toBe(error);
  });

  test('of several is told with all of them, here and over the wire', () => {
    const serialized = serializeError(new AggregateError([new TypeError('a'), new Error('b')], 'both'));
    expect(serialized).toMatchObject({ message: 'both', errors: [{ name: 'TypeError', message: 'a' }, { message: 'b' }] });
    expect(deserializeError(serialized)).toMatchObject({ errors: [{ name: 'TypeError', message: 'a' }, { message: 'b' }] });
  });
});

test('a megabyte is searched in a moment, also where it is made to be slow', () => {
  const own = new Redactor(...Array.from({ length: 100 }, (_, index) => `secret-number-${index}`), 'a'.repeat(200));
  const start = performance.now();
  for (const text of ['a'.repeat(199).concat('b'), '\\', '%61', 'authorization=', '-----BEGIN PRIVATE KEY', 'eyJ.', '://a:']) {
    own.redactText(text.repeat(Math.ceil(300_000 / text.length)));
  }
  expect(performance.now() - start).toBeLessThan(5_000);
});
