import { expect, test } from 'vitest';
import { readForwardedSecrets } from '../../runtime/ray/forward-secrets.ts';

const references = { HUB: 'env:HUB_TOKEN', DISK: 'file:/run/secrets/disk' };

test('a secret goes along as the variable that its contract names, and any other name is that of a variable', () => {
  expect(readForwardedSecrets(['HUB', 'OTHER'], references, { HUB_TOKEN: 'h', OTHER: 'o', HUB: 'not this one' })).toEqual({
    HUB_TOKEN: 'h',
    OTHER: 'o',
  });
  expect(readForwardedSecrets([], references, {})).toEqual({});
});

test.each([
  ['HUB', 'the secret HUB cannot be forwarded: the environment variable HUB_TOKEN is not set here'],
  ['constructor', 'the secret constructor cannot be forwarded: the environment variable constructor is not set here'],
  ['DISK', 'the secret DISK cannot be forwarded: its contract reads it from a file where the action runs'],
])('%s is refused where it is not to be had', (name, message) => {
  expect(() => readForwardedSecrets([name], references, { HUB_TOKEN: '' })).toThrow(message);
});
