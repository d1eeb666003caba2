import { afterEach, expect, test, vi } from 'vitest';
import { findAuthToken } from '../../../runtime/ray/http/auth-token.ts';
import { makePlugin } from '../../support/make-plugin.ts';

afterEach(() => vi.unstubAllEnvs());

test('the variable counts more than the file that another one names, and that more than the one in the home folder', () => {
  const folder = makePlugin({ token: 'of-the-file\n', '.ray/auth_token': 'of-home' });
  vi.stubEnv('HOME', folder);
  const path = `${folder}/token`;
  expect(findAuthToken({ RAY_AUTH_TOKEN: ' given ', RAY_AUTH_TOKEN_PATH: path })).toEqual({ token: 'given', from: 'RAY_AUTH_TOKEN' });
  expect(findAuthToken({ RAY_AUTH_TOKEN_PATH: path })).toEqual({ token: 'of-the-file', from: `${path}, which RAY_AUTH_TOKEN_PATH names` });
  expect(findAuthToken({})).toEqual({ token: 'of-home', from: '~/.ray/auth_token' });
  expect(findAuthToken({ RAY_AUTH_MODE: 'disabled', RAY_AUTH_TOKEN: 'given' })).toBeUndefined();
});

test.each([
  ['one two', 'the token of the cluster holds blanks, or characters that no HTTP header may have; it comes from RAY_AUTH_TOKEN'],
  ['one\ntwo', 'the token of the cluster holds blanks, or characters that no HTTP header may have; it comes from RAY_AUTH_TOKEN'],
  ['schlüssel', 'the token of the cluster holds blanks, or characters that no HTTP header may have; it comes from RAY_AUTH_TOKEN'],
])('the token %j is refused without being shown', (token, message) => {
  expect(() => findAuthToken({ RAY_AUTH_TOKEN: token })).toThrow(expect.objectContaining({ code: 'BAD_TOKEN', message }) as Error);
});

test('a file that is empty is said to be so', () => {
  const folder = makePlugin({ token: '\n' });
  expect(() => findAuthToken({ RAY_AUTH_TOKEN_PATH: `${folder}/token` })).toThrow(
    `the token of the cluster is empty; it comes from ${folder}/token, which RAY_AUTH_TOKEN_PATH names`,
  );
});
